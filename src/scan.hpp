// Searches in a text, eight bytes at a time: the little machinery that makes the tokenizer quick.
//
// A word holds eight characters, the first in its lowest byte. Sums and differences in each byte must not reach the
// next one: so the highest bits are kept apart. See also "Bit Twiddling Hacks", "determine if a word has a zero byte".
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace hxws {

// From one position to another, both within the text: substr() would check that.
constexpr std::string_view slice(std::string_view text, std::size_t from, std::size_t to) {
  return {text.data() + from, to - from};
}

inline constexpr std::size_t kWord = sizeof(std::uint64_t);

// A character in each byte.
[[gnu::always_inline]] inline constexpr std::uint64_t each(unsigned char c) {
  return 0x0101010101010101 * std::uint64_t{c};
}

// The characters from `at` on; zeros behind the text's end, which must not lie before `at`.
inline std::uint64_t word_at(std::string_view text, std::size_t at) {
  std::uint64_t word = 0;
  if (text.size() - at >= kWord) {
    std::memcpy(&word, text.data() + at, kWord);
    return word;
  }
  for (std::size_t end = text.size(); end > at; --end) {
    word = word << 8 | static_cast<unsigned char>(text[end - 1]);
  }
  return word;
}

// The highest bit of the first byte that is zero, and of no byte before it. What follows it may be marked wrongly.
[[gnu::always_inline]] inline constexpr std::uint64_t zero_bytes(std::uint64_t word) {
  return (word - each(1)) & ~word & each(0x80);
}

// The highest bit of each byte between two ASCII characters, both included.
[[gnu::always_inline]] inline constexpr std::uint64_t bytes_between(std::uint64_t word, unsigned char low,
                                                                    unsigned char high) {
  const std::uint64_t seven_bits = word & each(0x7F);
  return (seven_bits + each(0x80 - low)) & ~(seven_bits + each(0x7F - high)) & ~word & each(0x80);
}

// How many bytes stand before the first marked one.
[[gnu::always_inline]] inline std::size_t bytes_before(std::uint64_t marks) {
  return static_cast<std::size_t>(__builtin_ctzll(marks)) / 8;
}

[[gnu::always_inline]] inline std::size_t bytes_marked(std::uint64_t marks) {
  return static_cast<std::size_t>(__builtin_popcountll(marks));
}

// Where the first of two characters or a null stands, from `from` on; the text's size where there is none.
inline std::size_t find_either(std::string_view text, std::size_t from, char one, char other) {
  const std::uint64_t ones = each(static_cast<unsigned char>(one));
  const std::uint64_t others = each(static_cast<unsigned char>(other));
  for (;; from += kWord) {
    const std::uint64_t word = word_at(text, from);
    const std::uint64_t marks = zero_bytes(word ^ ones) | zero_bytes(word ^ others) | zero_bytes(word);
    if (marks != 0) return from + bytes_before(marks);
  }
}

// Where the letters, digits and hyphens end that stand from `from` on.
inline std::size_t name_end(std::string_view text, std::size_t from) {
  for (;; from += kWord) {
    const std::uint64_t word = word_at(text, from);
    const std::uint64_t inside =
        bytes_between(word | each(0x20), 'a', 'z') | bytes_between(word, '0', '9') | bytes_between(word, '-', '-');
    const std::uint64_t outside = ~inside & each(0x80);
    if (outside != 0) return from + bytes_before(outside);
  }
}

// UTF-16 code units of UTF-8 text: one for each sequence, two for one of four bytes.
inline std::size_t utf16_size(std::string_view utf8) {
  std::size_t units = utf8.size();
  for (std::size_t at = 0; at < utf8.size(); at += kWord) {
    const std::uint64_t word = word_at(utf8, at);
    const std::uint64_t continuing = word & ~(word << 1) & each(0x80);
    const std::uint64_t of_four = word & word << 1 & word << 2 & word << 3 & each(0x80);
    units -= bytes_marked(continuing) - bytes_marked(of_four);
  }
  return units;
}

}  // namespace hxws
