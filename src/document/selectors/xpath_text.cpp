#include "document/selectors/xpath_text.hpp"

#include <algorithm>

#include "ascii.hpp"
#include "document/html/foreign_names.hpp"

namespace hxws {
namespace {

// A name that XPath reads without quotes.
bool is_plain_name(std::string_view name) {
  const auto is_plain = [](char c) { return is_alpha(c) || is_digit(c) || c == '_' || c == '-'; };
  return !name.empty() && (is_alpha(name[0]) || name[0] == '_') && std::all_of(name.begin(), name.end(), is_plain);
}

std::string has_name(std::string_view name) { return "name()=" + xpath_literal(name); }

}  // namespace

const char* const kIsForeign =
    "ancestor-or-self::*[self::svg or self::math or parent::foreignObject or parent::desc or parent::title or"
    " parent::mi or parent::mo or parent::mn or parent::ms or parent::mtext or parent::annotation-xml]"
    "[1][self::svg or self::math]";

std::string xpath_literal(std::string_view text) {
  if (text.find('\'') == std::string_view::npos) return "'" + std::string(text) + "'";
  if (text.find('"') == std::string_view::npos) return "\"" + std::string(text) + "\"";
  std::string parts = "concat('";
  for (const char c : text) {
    if (c == '\'') {
      parts += "',\"'\",'";
    } else {
      parts += c;
    }
  }
  return parts + "')";
}

std::string xpath_element_test(const std::string& name) {
  const std::string lower = lowered(name);
  const std::string_view foreign = foreign_element_name(lower);
  if (!foreign.empty()) return "*[" + has_name(lower) + " or " + has_name(foreign) + "]";
  return is_plain_name(lower) ? lower : "*[" + has_name(lower) + "]";
}

bool is_plain_test(std::string_view test) { return is_plain_name(test); }

std::string xpath_attribute(const std::string& name) {
  const std::string lower = lowered(name);
  const std::string_view foreign = foreign_attribute_name(lower);
  if (!foreign.empty()) return "@*[" + has_name(lower) + " or " + has_name(foreign) + "]";
  return is_plain_name(lower) ? "@" + lower : "@*[" + has_name(lower) + "]";
}

std::string xpath_hidden_attribute(std::string_view name) { return "@*[" + has_name(name) + "]"; }

std::string lowered(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), to_lower);
  return lower;
}

std::string xpath_lowered(const std::string& expression) {
  return "translate(" + expression + ",'ABCDEFGHIJKLMNOPQRSTUVWXYZ','abcdefghijklmnopqrstuvwxyz')";
}

}  // namespace hxws
