#include "document/html/utf8.hpp"

#include <cstddef>
#include <string_view>

namespace hxws {
namespace {

bool is_between(unsigned char byte, unsigned low, unsigned high) { return byte >= low && byte <= high; }

// How many bytes of a well-formed sequence stand at the text's beginning (Unicode, table 3-7); `is_whole` says whether
// they are all of it.
std::size_t sequence_size(std::string_view text, bool& is_whole) {
  const auto byte = [text](std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : static_cast<unsigned char>(0);
  };
  const unsigned char first = byte(0);
  const std::size_t size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  is_whole = first < 0x80;
  if (is_whole || !is_between(first, 0xC2, 0xF4)) return 1;
  const unsigned low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  const unsigned high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  if (!is_between(byte(1), low, high)) return 1;
  for (std::size_t at = 2; at < size; ++at) {
    if (!is_between(byte(at), 0x80, 0xBF)) return at;
  }
  is_whole = true;
  return size;
}

}  // namespace

void replace_invalid_utf8(std::string& text) {
  std::string valid;
  std::string_view left = text;
  bool is_valid = true;
  while (!left.empty()) {
    bool is_whole = false;
    const std::size_t size = sequence_size(left, is_whole);
    if (is_whole) {
      valid.append(left.data(), size);
    } else {
      valid += kReplacement;
      is_valid = false;
    }
    left.remove_prefix(size);
  }
  if (!is_valid) text = valid;
}

}  // namespace hxws
