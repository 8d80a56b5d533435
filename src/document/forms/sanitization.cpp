#include "document/forms/sanitization.hpp"

#include <algorithm>
#include <cctype>

#include "ascii.hpp"
#include "document/forms/input_type.hpp"
#include "document/forms/numeric_value.hpp"
#include "document/selectors/xpath_text.hpp"
#include "document/tree.hpp"

namespace hxws {
namespace {

std::string stripped_addresses(std::string_view text) {
  std::string addresses;
  for (std::size_t start = 0, end = 0; end != std::string_view::npos; start = end + 1) {
    end = text.find(',', start);
    if (start > 0) addresses += ',';
    addresses += stripped(text.substr(start, end == std::string_view::npos ? end : end - start));
  }
  return addresses;
}

// Hexadecimal colors in all their lengths, as "#rrggbb"; what they say of opacity is left out.
std::string sanitized_color(std::string_view text) {
  const std::string lower = lowered(text);
  const auto is_hexadecimal = [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); };
  const bool is_color =
      !lower.empty() && lower[0] == '#' && std::all_of(lower.begin() + 1, lower.end(), is_hexadecimal);
  if (is_color && (lower.size() == 7 || lower.size() == 9)) return lower.substr(0, 7);
  if (!is_color || (lower.size() != 4 && lower.size() != 5)) return "#000000";
  return {'#', lower[1], lower[1], lower[2], lower[2], lower[3], lower[3]};
}

std::string sanitized_range(pugi::xml_node input, std::string_view text) {
  const StepRange range = step_range(input);
  double number = 0;
  if (!parse_numeric_value(InputType::kRange, text, number)) {
    number = range.minimum + (range.maximum - range.minimum) / 2;
  }
  return number_text(clamp_to_range(range, number));
}

}  // namespace

std::string without_newlines(std::string_view text) {
  std::string line;
  std::copy_if(text.begin(), text.end(), std::back_inserter(line), [](char c) { return c != '\n' && c != '\r'; });
  return line;
}

std::string_view stripped(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string with_normalized_newlines(std::string_view text) {
  std::string normalized;
  normalized.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool is_pair = text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
    if (!is_pair) normalized += text[at] == '\r' ? '\n' : text[at];
  }
  return normalized;
}

std::string sanitized(pugi::xml_node input, std::string_view text) {
  const InputType type = input_type(input);
  double number = 0;
  switch (type) {
    case InputType::kUrl:
      return std::string(stripped(without_newlines(text)));
    case InputType::kEmail: {
      const std::string line = without_newlines(text);
      return has_attribute(input, "multiple") ? stripped_addresses(line) : std::string(stripped(line));
    }
    case InputType::kColor:
      return sanitized_color(text);
    case InputType::kRange:
      return sanitized_range(input, text);
    case InputType::kDatetimeLocal:
      return parse_numeric_value(type, text, number) ? normalized_local_date_and_time(text) : "";
    default:
      if (is_numeric_type(type)) return parse_numeric_value(type, text, number) ? std::string(text) : "";
      return is_text_type(type) ? without_newlines(text) : std::string(text);
  }
}

}  // namespace hxws
