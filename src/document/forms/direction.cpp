#include "document/forms/direction.hpp"

#include <cstdint>
#include <string>
#include <string_view>

#include "ascii.hpp"
#include "document/forms/controls.hpp"
#include "document/forms/input_type.hpp"
#include "document/tree.hpp"

namespace hxws {
namespace {

enum class Direction { kUnknown, kLeftToRight, kRightToLeft };

// The character at the position, which it moves on; the text is UTF-8.
std::uint32_t next_character(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  std::uint32_t character = lead < 0x80 ? lead : lead < 0xE0 ? lead & 0x1FU : lead < 0xF0 ? lead & 0x0FU : lead & 0x07U;
  for (; at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80; ++at) {
    character = character << 6 | (static_cast<unsigned char>(text[at]) & 0x3FU);
  }
  return character;
}

Direction direction_of(std::uint32_t character) {
  const auto is_within = [&](std::uint32_t first, std::uint32_t last) {
    return character >= first && character <= last;
  };
  const bool is_digit_or_mark = is_within(0x0300, 0x036F) || is_within(0x0660, 0x0669) || is_within(0x06F0, 0x06F9);
  if (is_digit_or_mark) return Direction::kUnknown;
  if (is_within(0x0590, 0x08FF) || is_within(0xFB1D, 0xFDFF) || is_within(0xFE70, 0xFEFF) ||
      is_within(0x10800, 0x10FFF) || is_within(0x1E800, 0x1EFFF)) {
    return Direction::kRightToLeft;
  }
  const bool is_ascii_letter = character < 0x80 && is_alpha(static_cast<char>(character));
  const bool is_other_letter =
      character >= 0xC0 && character != 0xD7 && character != 0xF7 && !is_within(0x2000, 0x2BFF);
  return is_ascii_letter || is_other_letter ? Direction::kLeftToRight : Direction::kUnknown;
}

Direction direction_of(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Direction direction = direction_of(next_character(text, at));
    if (direction != Direction::kUnknown) return direction;
  }
  return Direction::kUnknown;
}

// Of dir="auto": a control's value, or the text inside.
bool is_right_to_left_by_text(pugi::xml_node element) {
  const bool is_control = is_named(element, "textarea") || input_type(element) != InputType::kNone;
  return direction_of(is_control ? value_of(element) : text_content(element)) == Direction::kRightToLeft;
}

}  // namespace

bool is_right_to_left(pugi::xml_node element) {
  for (pugi::xml_node each = element; is_element(each); each = each.parent()) {
    const std::string_view direction = each.attribute("dir").value();
    if (equals_lower(direction, "ltr")) return false;
    if (equals_lower(direction, "rtl")) return true;
    if (equals_lower(direction, "auto")) return is_right_to_left_by_text(each);
    if (input_type(each) == InputType::kTel) return false;
  }
  return false;
}

}  // namespace hxws
