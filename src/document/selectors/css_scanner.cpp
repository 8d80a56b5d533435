#include "document/selectors/css_scanner.hpp"

#include <algorithm>

#include "ascii.hpp"

namespace hxws {
namespace {

constexpr std::uint32_t kReplacement = 0xFFFD;

bool is_line_end(char c) { return c == '\n' || c == '\r' || c == '\f'; }
bool is_name_start(char c) { return is_alpha(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }

int hexadecimal(char c) {
  if (is_digit(c)) return c - '0';
  const char lower = to_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

void append_utf8(std::string& text, std::uint32_t character) {
  const auto continuing = [&](unsigned shift) { text += static_cast<char>(0x80 | (character >> shift & 0x3F)); };
  if (character < 0x80) {
    text += static_cast<char>(character);
  } else if (character < 0x800) {
    text += static_cast<char>(0xC0 | character >> 6);
    continuing(0);
  } else if (character < 0x10000) {
    text += static_cast<char>(0xE0 | character >> 12);
    continuing(6);
    continuing(0);
  } else {
    text += static_cast<char>(0xF0 | character >> 18);
    continuing(12);
    continuing(6);
    continuing(0);
  }
}

}  // namespace

bool CssScanner::take(char c) {
  if (at_end() || peek() != c) return false;
  ++at_;
  return true;
}

void CssScanner::skip_comments() {
  while (peek() == '/' && peek(1) == '*') {
    const std::size_t end = text_.find("*/", at_ + 2);
    at_ = end == std::string_view::npos ? text_.size() : end + 2;
  }
}

bool CssScanner::skip_space() {
  bool found = false;
  for (;;) {
    skip_comments();
    if (at_end() || !is_space(peek())) return found;
    found = true;
    ++at_;
  }
}

// A null character is U+FFFD to CSS, which names may hold.
bool CssScanner::is_at_name() const {
  if (at_end()) return false;
  const char c = peek();
  return c == '\0' || is_name_start(c) || is_digit(c) || c == '-' || is_escape(0);
}

bool CssScanner::is_at_identifier() const {
  const auto starts = [this](std::size_t ahead) {
    return at_ + ahead < text_.size() && (peek(ahead) == '\0' || is_name_start(peek(ahead)) || is_escape(ahead));
  };
  return starts(0) || (peek() == '-' && (peek(1) == '-' || starts(1)));
}

bool CssScanner::is_escape(std::size_t ahead) const { return peek(ahead) == '\\' && !is_line_end(peek(ahead + 1)); }

// Behind the backslash.
void CssScanner::take_escape(std::string& into) {
  std::uint32_t character = 0;
  int digits = 0;
  for (; digits < 6 && hexadecimal(peek()) >= 0; ++digits) {
    character = character * 16 + static_cast<std::uint32_t>(hexadecimal(text_[at_++]));
  }
  if (digits > 0) {
    const bool is_surrogate = character >= 0xD800 && character <= 0xDFFF;
    append_utf8(into, character == 0 || is_surrogate || character > 0x10FFFF ? kReplacement : character);
    if (take('\r')) {
      take('\n');
    } else if (!at_end() && is_space(peek())) {
      ++at_;
    }
  } else if (at_end() || peek() == '\0') {
    append_utf8(into, kReplacement);
    if (!at_end()) ++at_;
  } else {
    into += text_[at_++];
  }
}

std::string CssScanner::take_name() {
  std::string name;
  while (is_at_name()) {
    const char c = text_[at_++];
    if (c == '\\') {
      take_escape(name);
    } else if (c == '\0') {
      append_utf8(name, kReplacement);
    } else {
      name += c;
    }
  }
  return name;
}

bool CssScanner::take_string(std::string& content) {
  const char quote = text_[at_++];
  while (!at_end() && !is_line_end(peek())) {
    const char c = text_[at_++];
    if (c == quote) return true;
    if (c == '\0') {
      append_utf8(content, kReplacement);
    } else if (c != '\\') {
      content += c;
    } else if (take('\r')) {
      take('\n');
    } else if (!at_end() && is_line_end(peek())) {
      ++at_;
    } else {
      take_escape(content);
    }
  }
  return false;
}

bool CssScanner::take_digits(std::int64_t& number) {
  if (!is_digit(peek())) return false;
  for (number = 0; is_digit(peek()); ++at_) number = std::min(number * 10 + (peek() - '0'), kLargest);
  return true;
}

void CssScanner::skip_to_comma() {
  std::string closing;
  while (!at_end()) {
    skip_comments();
    if (at_end()) return;
    const char c = peek();
    if (closing.empty() && (c == ',' || c == ')')) return;
    if (c == '"' || c == '\'') {
      std::string content;
      take_string(content);
      continue;
    }
    if (c == '(') closing += ')';
    if (c == '[') closing += ']';
    if (c == '{') closing += '}';
    if (!closing.empty() && c == closing.back()) closing.pop_back();
    at_ += c == '\\' ? 2 : 1;
  }
}

}  // namespace hxws
