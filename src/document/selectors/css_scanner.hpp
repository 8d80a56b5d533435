// Reads the tokens of CSS that selectors are made of (CSS Syntax 3, section 4): white space, names, strings, numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace hxws {

// A position in a text, which must outlive it. What it reads goes into the caller's strings, with escapes resolved.
class CssScanner {
 public:
  explicit CssScanner(std::string_view text) : text_(text) {}

  std::size_t offset() const { return at_; }
  void go_to(std::size_t offset) { at_ = offset; }
  bool at_end() const { return at_ >= text_.size(); }

  // The character `ahead` of the next one; a null behind the text's end.
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  // Steps over the character if it comes next.
  bool take(char c);

  // Steps over white space and comments; true where there was white space.
  bool skip_space();

  // Steps over comments only.
  void skip_comments();

  // Whether a name comes next that may stand where CSS wants an identifier: it does not begin with a digit.
  bool is_at_identifier() const;

  // Whether the next character continues a name.
  bool is_at_name() const;

  // The name that comes next, which is empty where none does.
  std::string take_name();

  // The content of the string that comes next, at its opening quote. False where it has no end on its line.
  bool take_string(std::string& content);

  // The digits that come next as a number, no greater than kLargest; false where there are none.
  bool take_digits(std::int64_t& number);
  static constexpr std::int64_t kLargest = 1'000'000'000;

  // Steps over what is left up to a comma or closing parenthesis, neither within brackets nor in a string.
  void skip_to_comma();

 private:
  bool is_escape(std::size_t ahead) const;
  void take_escape(std::string& into);

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace hxws
