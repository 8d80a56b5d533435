#include "references.hpp"

#include <cstdint>

#include "ascii.hpp"

namespace hxws {
namespace {

struct Reference {
  std::size_t length;  // of its source after "&", 0 when it stands for itself, kUndecided
  std::uint32_t code_point;
};
constexpr Reference kLiteral = {0, 0};
constexpr Reference kUnknown = {kUndecided, 0};

bool is_alphanumeric(char c) { return is_alpha(c) || is_digit(c); }

int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  const char lower = to_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// Those that a parser replaces by another character are left to it: null, surrogates, the C1 controls.
bool stands_for_itself(std::uint32_t code_point) {
  if (code_point == 0 || code_point > 0x10FFFF) return false;
  if (code_point >= 0x80 && code_point <= 0x9F) return false;
  return code_point < 0xD800 || code_point > 0xDFFF;
}

// `text` begins with "#".
Reference numeric(std::string_view text) {
  const bool hex = text.size() > 1 && to_lower(text[1]) == 'x';
  const std::size_t first = hex ? 2 : 1;
  std::uint32_t code_point = 0;
  std::size_t index = first;
  for (; index < text.size() && code_point <= 0x10FFFF; ++index) {
    const int digit = hex_digit(text[index]);
    if (digit < 0 || (!hex && digit > 9)) break;
    code_point = code_point * (hex ? 16 : 10) + static_cast<std::uint32_t>(digit);
  }
  const bool complete = index > first && index < text.size() && text[index] == ';';
  return complete && stands_for_itself(code_point) ? Reference{index + 1, code_point} : kUnknown;
}

// `text` begins with a letter.
Reference named(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && is_alphanumeric(text[length])) ++length;
  // Before "=" no reference without a semicolon counts, so that query strings survive.
  if (length < text.size() && text[length] == '=') return kLiteral;
  if (length == text.size() || text[length] != ';') return kUnknown;
  constexpr struct {
    std::string_view name;
    std::uint32_t code_point;
  } kNames[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}, {"nbsp", 0xA0}};
  for (const auto& entry : kNames) {
    if (entry.name == text.substr(0, length)) return {length + 1, entry.code_point};
  }
  return kUnknown;
}

Reference reference(std::string_view after_ampersand) {
  if (after_ampersand.empty()) return kLiteral;
  if (after_ampersand[0] == '#') return numeric(after_ampersand);
  return is_alpha(after_ampersand[0]) ? named(after_ampersand) : kLiteral;
}

std::size_t write_utf8(std::uint32_t code_point, char* out) {
  const auto byte = [](std::uint32_t value) { return static_cast<char>(static_cast<unsigned char>(value)); };
  const auto tail = [&](unsigned shift) { return byte(0x80 | ((code_point >> shift) & 0x3F)); };
  if (code_point < 0x80) {
    out[0] = byte(code_point);
    return 1;
  }
  if (code_point < 0x800) {
    out[0] = byte(0xC0 | (code_point >> 6));
    out[1] = tail(0);
    return 2;
  }
  if (code_point < 0x10000) {
    out[0] = byte(0xE0 | (code_point >> 12));
    out[1] = tail(6);
    out[2] = tail(0);
    return 3;
  }
  out[0] = byte(0xF0 | (code_point >> 18));
  out[1] = tail(12);
  out[2] = tail(6);
  out[3] = tail(0);
  return 4;
}

}  // namespace

std::size_t decode_attribute_value(std::string_view raw, char* out) {
  std::size_t written = 0;
  for (std::size_t index = 0; index < raw.size(); ++index) {
    const char c = raw[index];
    if (c == '\r') {
      const bool pair = index + 1 < raw.size() && raw[index + 1] == '\n';
      if (!pair) out[written++] = '\n';
      continue;
    }
    const Reference found = c == '&' ? reference(raw.substr(index + 1)) : kLiteral;
    if (found.length == kUndecided) return kUndecided;
    if (found.length == 0) {
      out[written++] = c;
      continue;
    }
    written += write_utf8(found.code_point, out + written);
    index += found.length;
  }
  return written;
}

}  // namespace hxws
