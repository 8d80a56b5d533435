#include "document/selectors/conditions.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "ascii.hpp"
#include "document/selectors/xpath_text.hpp"

namespace hxws {
namespace {

// WHATWG HTML, section 4.16.2 "Case-sensitivity of selectors".
bool has_values_without_case(std::string_view attribute) {
  static constexpr std::string_view kNames[] = {
      "accept",     "accept-charset", "align",     "alink",    "axis",     "bgcolor", "charset",
      "checked",    "clear",          "codetype",  "color",    "compact",  "declare", "defer",
      "dir",        "direction",      "disabled",  "enctype",  "face",     "frame",   "hreflang",
      "http-equiv", "lang",           "language",  "link",     "media",    "method",  "multiple",
      "nohref",     "noresize",       "noshade",   "nowrap",   "readonly", "rel",     "rev",
      "rules",      "scope",          "scrolling", "selected", "shape",    "target",  "text",
      "type",       "valign",         "valuetype", "vlink"};
  return std::binary_search(std::begin(kNames), std::end(kNames), attribute);
}

bool has_space(std::string_view text) { return std::any_of(text.begin(), text.end(), is_space); }

// Whether `word` is one of the words of the text that the expression gives.
std::string has_word(const std::string& expression, std::string_view word) {
  return "contains(concat(' ',translate(" + expression + ",'\t\n\f\r','    '),' ')," +
         xpath_literal(" " + std::string(word) + " ") + ")";
}

// How the text that the expression gives, of an attribute that is there, compares to the value.
std::string comparison(char operation, const std::string& text, const std::string& value) {
  const std::string literal = xpath_literal(value);
  switch (operation) {
    case '~':
      return value.empty() || has_space(value) ? "false()" : has_word(text, value);
    case '|':
      return text + "=" + literal + " or starts-with(" + text + "," + xpath_literal(value + "-") + ")";
    case '^':
      return value.empty() ? "false()" : "starts-with(" + text + "," + literal + ")";
    case '$':
      return value.empty() ? "false()"
                           : "substring(" + text + ",string-length(" + text + ")-" + std::to_string(value.size() - 1) +
                                 ")=" + literal;
    case '*':
      return value.empty() ? "false()" : "contains(" + text + "," + literal + ")";
    default:
      return text + "=" + literal;
  }
}

}  // namespace

std::string has_attribute_value(const std::string& attribute, const AttributeSelector& selector) {
  const auto& [name, operation, value, flag] = selector;
  std::string with_case = comparison(operation, attribute, value);
  const bool is_lenient = flag == '\0' && has_values_without_case(lowered(name));
  if (flag != 'i' && !is_lenient) return with_case;
  std::string without_case =
      attribute + " and (" + comparison(operation, xpath_lowered(attribute), lowered(value)) + ")";
  if (flag == 'i') return without_case;
  return with_case + " or " + without_case + " and not(" + kIsForeign + ")";
}

std::string has_id(const std::string& id, bool without_case) {
  return without_case ? xpath_lowered("@id") + "=" + xpath_literal(lowered(id)) : "@id=" + xpath_literal(id);
}

std::string has_class(const std::string& name, bool without_case) {
  if (has_space(name)) return "false()";
  return without_case ? has_word(xpath_lowered("@class"), lowered(name)) : has_word("@class", name);
}

std::string is_nth(const std::string& before, std::int64_t a, std::int64_t b) {
  const std::string at_least = before + ">=" + std::to_string(b - 1);
  if (a == 0) return b < 1 ? "false()" : before + "=" + std::to_string(b - 1);
  if (a < 0 && b < 1) return "false()";
  std::string bound = a < 0 ? before + "<=" + std::to_string(b - 1) : b > 1 ? at_least : "true()";
  const std::int64_t period = a < 0 ? -a : a;
  if (period == 1) return bound;
  const std::int64_t shift = ((1 - b) % period + period) % period;
  return bound + " and (" + before + "+" + std::to_string(shift) + ") mod " + std::to_string(period) + "=0";
}

}  // namespace hxws
