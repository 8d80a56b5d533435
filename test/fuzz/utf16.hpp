// Text as JavaScript holds it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fuzz {

// Nothing where the bytes are no UTF-8, which JavaScript never passes.
inline std::optional<std::u16string> utf16(std::string_view utf8) {
  constexpr std::uint32_t kSmallest[] = {0, 0x80, 0x800, 0x10000};
  std::u16string result;
  for (std::size_t index = 0; index < utf8.size();) {
    const auto first = static_cast<unsigned char>(utf8[index++]);
    if (first > 0xF4 || (first & 0xC0) == 0x80) return std::nullopt;
    const std::size_t tail = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
    if (tail > utf8.size() - index) return std::nullopt;
    std::uint32_t point = tail == 0 ? first : first & (0x3FU >> tail);
    for (std::size_t left = tail; left > 0; --left) {
      const auto next = static_cast<unsigned char>(utf8[index++]);
      if ((next & 0xC0) != 0x80) return std::nullopt;
      point = (point << 6) | (next & 0x3FU);
    }
    if (point < kSmallest[tail] || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return std::nullopt;
    if (point >= 0x10000) {
      result += static_cast<char16_t>(0xD800 + ((point - 0x10000) >> 10));
      point = 0xDC00 + ((point - 0x10000) & 0x3FF);
    }
    result += static_cast<char16_t>(point);
  }
  return result;
}

// string.slice(start, end) of positions that the core gave.
inline std::u16string_view slice(std::u16string_view text, std::int32_t start, std::int32_t end) {
  if (start < 0 || end < start || static_cast<std::size_t>(end) > text.size()) return u"(positions out of bounds)";
  return text.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(end - start));
}

}  // namespace fuzz
