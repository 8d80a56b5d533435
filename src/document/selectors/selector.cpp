#include "document/selectors/selector.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "ascii.hpp"
#include "document/selectors/compound.hpp"
#include "document/selectors/conditions.hpp"
#include "document/selectors/css_scanner.hpp"
#include "document/selectors/marks.hpp"
#include "document/selectors/pseudo_classes.hpp"
#include "document/selectors/xpath_text.hpp"

namespace hxws {
namespace {

constexpr const char* kPseudoElement = "a pseudo-element is no element of the page";

// One more of the alternatives that a condition is made of.
void join(std::string& condition, const std::string& alternative) {
  if (!condition.empty()) condition += " or ";
  condition += alternative;
}

// Recursive descent over the grammar of Selectors 4, section 18, which makes the XPath as it goes. A function that
// finds a fault remembers it and returns false; so do all that called it.
class Compiler {
 public:
  Compiler(std::string_view selector, QuirksMode quirks_mode)
      : scanner_(selector), size_(selector.size()), is_quirky_(quirks_mode == QuirksMode::kYes) {}

  CompiledSelector compile() {
    CompiledSelector result;
    if (size_ > kLongestSelector) {
      fail(kLongestSelector, "a selector has at most 64 KiB");
    } else {
      result.valid = whole(result);
    }
    if (!result.valid) {
      result = {};
      result.offset = offset_;
      result.reason = reason_;
    }
    return result;
  }

 private:
  bool fail(std::size_t offset, const char* reason) {
    offset_ = std::min(offset, size_);
    reason_ = reason;
    return false;
  }
  bool fail(const char* reason) { return fail(scanner_.offset(), reason); }

  // A fault that makes no difference to CSS, where a list forgives faults: a limit, or what only a browser can do.
  bool refuse(std::size_t offset, const char* reason) {
    refused_ = true;
    return fail(offset, reason);
  }

  bool count_part() {
    return ++parts_ <= kSelectorParts || refuse(scanner_.offset(), "a selector has at most 256 parts");
  }

  bool whole(CompiledSelector& result) {
    std::vector<Compound> subjects;
    do {
      Complex complex;
      if (!complex_selector(complex)) return false;
      subjects.push_back(right_to_left(complex));
    } while (scanner_.take(','));
    if (!scanner_.at_end()) return unexpected();
    for (const Compound& subject : subjects) join(result.condition, "self::" + step(subject));
    result.xpath = "descendant::" + (subjects.size() == 1 ? step(subjects.front()) : "*[" + result.condition + "]");
    result.marks = marks_;
    if (parts_ == 1) {
      result.simple = simple_;
      result.name = std::move(simple_name_);
    }
    return true;
  }

  // A selector up to a comma, a closing parenthesis or the end. Where `is_relative` it may begin with a combinator.
  bool complex_selector(Complex& complex, bool is_relative = false) {
    Part part;
    scanner_.skip_space();
    if (is_relative && !take_combinator(part.combinator)) part.combinator = ' ';
    for (;;) {
      scanner_.skip_space();
      if (!compound_selector(part.compound)) return false;
      complex.push_back(std::move(part));
      part = {};
      const bool has_space = scanner_.skip_space();
      if (scanner_.at_end() || scanner_.peek() == ',' || scanner_.peek() == ')') return true;
      if (take_combinator(part.combinator)) {
        if (!count_part()) return false;
      } else if (has_space) {
        part.combinator = ' ';
      } else {
        return unexpected();
      }
    }
  }

  bool take_combinator(char& combinator) {
    const char c = scanner_.peek();
    if (c != '>' && c != '+' && c != '~') return false;
    combinator = c;
    return scanner_.take(c);
  }

  bool compound_selector(Compound& compound) {
    const std::size_t start = scanner_.offset();
    if (!type_selector(compound)) return false;
    bool found = scanner_.offset() > start;
    for (;; found = true) {
      scanner_.skip_comments();
      const char c = scanner_.peek();
      if (c != '#' && c != '.' && c != '[' && c != ':') break;
      if (!count_part() || !simple_selector(c, compound)) return false;
    }
    return found || fail_missing();
  }

  // There is no compound selector.
  bool fail_missing() {
    const char c = scanner_.peek();
    if (scanner_.at_end()) return fail("expected a selector before the end");
    if (c == ',' || c == ')') return fail(c == ',' ? "expected a selector before ," : "expected a selector before )");
    if (c == '>' || c == '+' || c == '~') return fail("expected a selector before the combinator");
    return unexpected();
  }

  bool unexpected() {
    if (scanner_.peek() == '&') return refuse(scanner_.offset(), "& stands only in style sheets");
    return fail("unexpected character");
  }

  // A type or universal selector, with its namespace, or nothing.
  bool type_selector(Compound& compound) {
    const std::size_t start = scanner_.offset();
    const bool has_prefix = scanner_.peek() == '*' || scanner_.is_at_identifier();
    if (has_prefix && !type_name(compound)) return false;
    scanner_.skip_comments();
    if (scanner_.peek() != '|' || scanner_.peek(1) == '|') return true;
    const bool is_any = compound.test == "*" && has_prefix;
    if (has_prefix && !is_any) return fail(start, "no namespace has this prefix");
    scanner_.take('|');
    scanner_.skip_comments();
    if (scanner_.peek() != '*' && !scanner_.is_at_identifier()) return fail("expected a type or * after |");
    if (!type_name(compound)) return false;
    // Every element of a page has a namespace.
    if (!has_prefix) compound.predicates += "[false()]";
    simple_ = SimpleSelector::kNone;
    return true;
  }

  bool type_name(Compound& compound) {
    if (!count_part()) return false;
    if (scanner_.take('*')) return true;
    const std::string name = scanner_.take_name();
    compound.test = xpath_element_test(name);
    if (is_plain_test(compound.test)) remember(SimpleSelector::kType, lowered(name));
    return true;
  }

  void remember(SimpleSelector simple, const std::string& name) {
    simple_ = simple;
    simple_name_ = name;
  }

  bool simple_selector(char kind, Compound& compound) {
    const std::size_t start = scanner_.offset();
    scanner_.take(kind);
    // "#" and its name are one token, the others are not
    if (kind != '#') scanner_.skip_comments();
    if (kind == '[') return attribute_selector(compound);
    if (kind == ':') return pseudo_class(start, compound);
    if (!scanner_.is_at_identifier()) return fail(kind == '#' ? "expected a name after #" : "expected a name after .");
    const std::string name = scanner_.take_name();
    if (!is_quirky_) remember(kind == '#' ? SimpleSelector::kId : SimpleSelector::kClass, name);
    compound.predicates += "[" + (kind == '#' ? has_id(name, is_quirky_) : has_class(name, is_quirky_)) + "]";
    return true;
  }

  bool attribute_selector(Compound& compound) {
    AttributeSelector selector;
    scanner_.skip_space();
    if (!attribute_name(selector.name)) return false;
    scanner_.skip_space();
    const std::string attribute = selector.name.front() == ' ' ? "@*[false()]" : xpath_attribute(selector.name);
    if (scanner_.take(']')) {
      compound.predicates += "[" + attribute + "]";
      return true;
    }
    if (!attribute_operator(selector.operation)) return false;
    scanner_.skip_space();
    if (!attribute_value(selector.value)) return false;
    scanner_.skip_space();
    if (!attribute_flag(selector.flag)) return false;
    if (!scanner_.take(']')) return fail("expected ]");
    compound.predicates += "[" + has_attribute_value(attribute, selector) + "]";
    return true;
  }

  // With "|" and "*|" before it, which mean the same but for the attributes of SVG's links.
  bool attribute_name(std::string& name) {
    const std::size_t start = scanner_.offset();
    const bool is_any = scanner_.peek() == '*' && scanner_.peek(1) == '|' && scanner_.take('*');
    if (is_any || scanner_.peek() == '|') scanner_.take('|');
    if (!scanner_.is_at_identifier()) return fail("expected an attribute's name");
    name = scanner_.take_name();
    if (scanner_.peek() == '|' && scanner_.peek(1) != '=') return fail(start, "no namespace has this prefix");
    return true;
  }

  bool attribute_operator(char& operation) {
    const char c = scanner_.peek();
    const bool has_kind = c == '~' || c == '|' || c == '^' || c == '$' || c == '*';
    const std::size_t start = scanner_.offset();
    if (has_kind) scanner_.take(operation = c);
    return scanner_.take('=') || fail(start, "expected ], or an operator such as =");
  }

  bool attribute_value(std::string& value) {
    const char c = scanner_.peek();
    const std::size_t start = scanner_.offset();
    if (c == '"' || c == '\'') return scanner_.take_string(value) || fail(start, "the quote is not closed");
    if (!scanner_.is_at_identifier()) return fail("expected a name, or a text in quotes");
    value = scanner_.take_name();
    return true;
  }

  // "i" or "s"; a null where there is none.
  bool attribute_flag(char& flag) {
    if (!scanner_.is_at_identifier()) return true;
    const std::size_t start = scanner_.offset();
    const std::string name = scanner_.take_name();
    flag = name.size() == 1 ? to_lower(name[0]) : '\0';
    if (flag != 'i' && flag != 's') return fail(start, "expected ], or one of the flags i and s");
    scanner_.skip_space();
    return true;
  }

  // Behind its colon, which stands at `start`.
  bool pseudo_class(std::size_t start, Compound& compound) {
    if (scanner_.peek() == ':') return refuse(start, kPseudoElement);
    if (!scanner_.is_at_identifier()) return fail("expected a name after :");
    const std::string name = lowered(scanner_.take_name());
    if (name == "before" || name == "after" || name == "first-line" || name == "first-letter") {
      return refuse(start, kPseudoElement);
    }
    if (const char* reason = browsers_own(name)) return refuse(start, reason);
    if (scanner_.take('(')) return functional_pseudo_class(start, name, compound);
    if (of_type_pseudo_class(name, compound)) return true;
    const PseudoClass* const found = pseudo_class_of(name);
    if (found == nullptr) return fail(start, "there is no such pseudo-class");
    compound.predicates += "[" + (found->condition != nullptr ? found->condition : marked(*found)) + "]";
    return true;
  }

  std::string marked(const PseudoClass& pseudo_class) {
    marks_ |= pseudo_class.mark;
    return xpath_hidden_attribute(kPseudoClassMark + std::string(pseudo_class.name));
  }

  bool of_type_pseudo_class(const std::string& name, Compound& compound) {
    const bool is_only = name == "only-of-type";
    if (!is_only && name != "first-of-type" && name != "last-of-type") return false;
    if (is_only || name == "first-of-type") compound.predicates += "[" + is_first_of_type(compound, false) + "]";
    if (is_only || name == "last-of-type") compound.predicates += "[" + is_first_of_type(compound, true) + "]";
    return true;
  }

  std::string is_first_of_type(const Compound& compound, bool from_end) {
    const char* const axis = from_end ? "following-sibling::" : "preceding-sibling::";
    if (is_plain_test(compound.test)) return "not(" + (axis + compound.test) + ")";
    return is_nth(count_of_type(compound, from_end), 0, 1);
  }

  // The siblings of the same type before an element, or behind it. XPath counts those of a name that it is given; those
  // of the element's own name it can't.
  std::string count_of_type(const Compound& compound, bool from_end) {
    const char* const axis = from_end ? "following-sibling::" : "preceding-sibling::";
    if (is_plain_test(compound.test)) return "count(" + (axis + compound.test) + ")";
    marks_ |= kTypeMarks;
    return "number(" + xpath_hidden_attribute(from_end ? kTypeFollowersMark : kTypePredecessorsMark) + ")";
  }

  // Behind its opening parenthesis.
  bool functional_pseudo_class(std::size_t start, const std::string& name, Compound& compound) {
    if (depth_ == kDeepestSelector) return refuse(start, "a selector has at most 32 nested parentheses");
    ++depth_;
    std::string condition;
    if (name == "not" || name == "has") {
      if (!list(name == "has", condition)) return false;
      if (name == "not") condition = "not(" + condition + ")";
    } else if (name == "is" || name == "where") {
      if (!forgiving_list(condition)) return false;
    } else if (!nth_pseudo_class(start, name, compound, condition)) {
      return false;
    }
    scanner_.skip_space();
    if (!scanner_.take(')')) return fail("expected )");
    compound.predicates += "[" + condition + "]";
    --depth_;
    return true;
  }

  // A list of selectors, one of which must match the context node or, where they are relative, something around it.
  bool list(bool is_relative, std::string& condition) {
    if (is_relative && in_has_) return fail(":has() can't stand within :has()");
    const bool outer = in_has_;
    in_has_ = outer || is_relative;
    do {
      Complex complex;
      if (!complex_selector(complex, is_relative)) return false;
      join(condition, is_relative ? left_to_right(complex) : "self::" + step(right_to_left(complex)));
    } while (scanner_.take(','));
    in_has_ = outer;
    return true;
  }

  // A list in which what is no selector counts as none.
  bool forgiving_list(std::string& condition) {
    do {
      const std::size_t start = scanner_.offset();
      const int depth = depth_;
      const bool in_has = in_has_;
      Complex complex;
      if (complex_selector(complex)) {
        join(condition, "self::" + step(right_to_left(complex)));
        continue;
      }
      if (refused_) return false;
      scanner_.go_to(start);
      scanner_.skip_to_comma();
      depth_ = depth;
      in_has_ = in_has;
    } while (scanner_.take(','));
    if (condition.empty()) condition = "false()";
    return true;
  }

  bool nth_pseudo_class(std::size_t start, const std::string& name, Compound& compound, std::string& condition) {
    const bool of_type = name == "nth-of-type" || name == "nth-last-of-type";
    const bool from_end = name == "nth-last-child" || name == "nth-last-of-type";
    if (!of_type && !from_end && name != "nth-child") return fail(start, "there is no such pseudo-class with ()");
    std::int64_t a = 0;
    std::int64_t b = 0;
    if (!nth(a, b)) return false;
    const char* const axis = from_end ? "following-sibling::*" : "preceding-sibling::*";
    if (of_type) {
      condition = is_nth(count_of_type(compound, from_end), a, b);
      return true;
    }
    const bool has_space = scanner_.skip_space();
    if (!has_space || !scanner_.is_at_identifier()) {
      condition = is_nth(std::string("count(") + axis + ")", a, b);
      return true;
    }
    const std::size_t of = scanner_.offset();
    if (lowered(scanner_.take_name()) != "of") return fail(of, "expected )");
    std::string among;
    if (!list(false, among)) return false;
    condition = "(" + among + ") and " + is_nth("count(" + (axis + ("[" + among + "])")), a, b);
    return true;
  }

  // CSS Syntax 3, section 6: an+b, odd, even.
  bool nth(std::int64_t& a, std::int64_t& b) {
    static constexpr const char* kExpected = "expected a number, an+b, odd or even";
    scanner_.skip_space();
    const std::size_t start = scanner_.offset();
    const bool is_negative = scanner_.peek() == '-';
    const bool has_sign = scanner_.take('-') || scanner_.take('+');
    std::int64_t number = 1;
    const bool has_digits = scanner_.take_digits(number);
    if (to_lower(scanner_.peek()) != 'n') {
      if (has_digits && !scanner_.is_at_name()) {
        b = is_negative ? -number : number;
        return true;
      }
      const std::string word = has_sign || has_digits ? "" : lowered(scanner_.take_name());
      if (word != "odd" && word != "even") return fail(start, kExpected);
      a = 2;
      b = word == "odd" ? 1 : 0;
      return true;
    }
    scanner_.take(scanner_.peek());
    a = is_negative ? -number : number;
    return nth_offset(b);
  }

  // What follows the n.
  bool nth_offset(std::int64_t& b) {
    static constexpr const char* kExpected = "expected a number after the sign";
    const std::size_t start = scanner_.offset();
    scanner_.skip_space();
    const char sign = scanner_.peek();
    if (sign != '+' && sign != '-') {
      if (scanner_.offset() == start && scanner_.is_at_name()) return fail("expected +, - or ) after n");
      scanner_.go_to(start);
      return true;
    }
    scanner_.take(sign);
    scanner_.skip_space();
    if (!scanner_.take_digits(b) || scanner_.is_at_name()) return fail(kExpected);
    if (sign == '-') b = -b;
    return true;
  }

  CssScanner scanner_;
  std::size_t size_;
  // Whether ids and classes are compared without case.
  bool is_quirky_;
  std::size_t offset_ = 0;
  const char* reason_ = nullptr;
  bool refused_ = false;
  std::uint32_t marks_ = 0;
  int depth_ = 0;
  bool in_has_ = false;
  int parts_ = 0;
  // The last simple selector: that of a selector with one part.
  SimpleSelector simple_ = SimpleSelector::kNone;
  std::string simple_name_;
};

}  // namespace

CompiledSelector compile_selector(std::string_view selector, QuirksMode quirks_mode) {
  return Compiler(selector, quirks_mode).compile();
}

}  // namespace hxws
