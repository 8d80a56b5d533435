// WHATWG HTML, section 2.3.4.2: non-negative integers in attributes.
#pragma once

#include <string_view>

#include "ascii.hpp"

namespace hxws {

// What follows the digits is ignored; a number too great for a long is the greatest. False where there is none.
inline bool parse_non_negative_integer(std::string_view text, long& number) {
  constexpr long kGreatest = 2'147'483'647;
  std::size_t at = 0;
  while (at < text.size() && is_space(text[at])) ++at;
  const bool is_negative = at < text.size() && text[at] == '-';
  if (at < text.size() && (text[at] == '+' || is_negative)) ++at;
  if (at == text.size() || !is_digit(text[at])) return false;
  for (number = 0; at < text.size() && is_digit(text[at]); ++at) {
    number = number > kGreatest / 10 - 1 ? kGreatest : number * 10 + (text[at] - '0');
  }
  return !is_negative || number == 0;
}

}  // namespace hxws
