#include "scan.hpp"

#include <cstddef>
#include <memory>
#include <random>
#include <string>
#include <string_view>

#include "doctest/doctest.h"

using namespace std::string_view_literals;

namespace {

// Each search again, one character after the other.
std::size_t slow_find_either(std::string_view text, std::size_t from, char one, char other) {
  while (from < text.size() && text[from] != one && text[from] != other && text[from] != '\0') ++from;
  return from;
}

std::size_t slow_name_end(std::string_view text, std::size_t from) {
  constexpr std::string_view kInNames = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-";
  const std::size_t end = text.find_first_not_of(kInNames, from);
  return end == std::string_view::npos ? text.size() : end;
}

std::size_t slow_utf16_size(std::string_view utf8) {
  std::size_t units = 0;
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    units += (byte & 0xC0) != 0x80 ? 1 : 0;
    units += byte >= 0xF0 ? 1 : 0;
  }
  return units;
}

void check(std::string_view source) {
  // memory of just the text's size, for the sanitizer
  const auto copy = std::make_unique<char[]>(source.size());
  source.copy(copy.get(), source.size());
  const std::string_view text(copy.get(), source.size());
  CAPTURE(source);
  for (std::size_t from = 0; from <= text.size(); ++from) {
    CHECK(hxws::find_either(text, from, '<', '"') == slow_find_either(text, from, '<', '"'));
    CHECK(hxws::name_end(text, from) == slow_name_end(text, from));
  }
  CHECK(hxws::utf16_size(text) == slow_utf16_size(text));
}

}  // namespace

TEST_CASE("scan: each byte at each place of a word") {
  for (int byte = 0; byte < 256; ++byte) {
    for (std::size_t at = 0; at < 10; ++at) {
      std::string text(10, 'a');
      text[at] = static_cast<char>(byte);
      check(text);
    }
  }
}

TEST_CASE("scan: random bytes near those that count") {
  constexpr std::string_view kBytes = "\0\x01\"!#<;=-,./09:@AZ[`az{\x7F\x80\xBC\xBF\xC3\xE4\xEF\xF0\xFF"sv;
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    std::string text(random() % 30, 'a');
    for (char& c : text) c = random() % 2 == 0 ? 'b' : kBytes[random() % kBytes.size()];
    check(text);
  }
}
