#include "references.hpp"

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

#include "doctest/doctest.h"

using namespace std::string_view_literals;

namespace {

constexpr const char* kLeftToTheBrowser = "undecided";

// Decodes into memory of just the promised size, so that the sanitizer sees a byte too many.
std::string decoded(std::string_view raw) {
  const auto out = std::make_unique<char[]>(raw.size());
  const auto source = std::make_unique<char[]>(raw.size());
  raw.copy(source.get(), raw.size());
  const std::size_t size = hxws::decode_attribute_value({source.get(), raw.size()}, out.get());
  return size == hxws::kUndecided ? kLeftToTheBrowser : std::string(out.get(), size);
}

}  // namespace

TEST_CASE("references: text without one stays as it is") {
  for (const std::string_view raw :
       {""sv, "a"sv, "a b\tc\n"sv, "#a;"sv, "caf\xC3\xA9 \xF0\x9F\x98\x80"sv, "\xFF\xC3"sv, "a\0b"sv, "\"'<>"sv}) {
    CAPTURE(raw);
    CHECK(decoded(raw) == raw);
  }
}

TEST_CASE("references: line ends become line feeds") {
  CHECK(decoded("\r\n") == "\n");
  CHECK(decoded("\r") == "\n");
  CHECK(decoded("a\rb\r\nc\n\r\r\n\rd") == "a\nb\nc\n\n\n\nd");
  // a reference is no line end of the source
  CHECK(decoded("&#13;\n") == "\r\n");
}

TEST_CASE("references: the names that templates write") {
  CHECK(decoded("&amp;&lt;&gt;&quot;&apos;&nbsp;") == "&<>\"'\xC2\xA0");
  CHECK(decoded("a&amp;b") == "a&b");
  CHECK(decoded("&amp;amp;") == "&amp;");
  CHECK(decoded("&amp;&") == "&&");
}

TEST_CASE("references: other names are left to the browser") {
  for (const std::string_view raw :
       {"&copy;"sv, "&AMP;"sv, "&Amp;"sv, "&lt"sv, "&amp"sv, "&amp b"sv, "&ampx;"sv, "&am;"sv, "&a"sv, "&a1;"sv,
        "&notit;"sv, "&quot "sv, "&lt&gt;"sv, "&copy"sv, "x&nbsp&amp;"sv}) {
    CAPTURE(raw);
    CHECK(decoded(raw) == kLeftToTheBrowser);
  }
}

TEST_CASE("references: an ampersand before anything else stands for itself") {
  for (const std::string_view raw :
       {"&"sv, "&&"sv, "a & b"sv, "&;"sv, "&1;"sv, "& amp;"sv, "&-"sv, "&\xC3\xA9;"sv, "&=a"sv, "&\0"sv}) {
    CAPTURE(raw);
    CHECK(decoded(raw) == raw);
  }
}

TEST_CASE("references: a query string survives") {
  CHECK(decoded("?a=1&b=2&copy=3&lt=4&amp=5") == "?a=1&b=2&copy=3&lt=4&amp=5");
  CHECK(decoded("?a=1&b&c=2") == kLeftToTheBrowser);
  CHECK(decoded("?a=1&amp;b=2") == "?a=1&b=2");
}

TEST_CASE("references: numbers, decimal and hexadecimal") {
  CHECK(decoded("&#65;&#x41;&#X41;&#x4a;&#x4A;") == "AAAJJ");
  CHECK(decoded("&#0065;&#x00000041;") == "AA");
  CHECK(decoded("&#1;&#9;&#10;&#127;") == "\x01\t\n\x7F");
  CHECK(decoded("&#39;&#34;&#38;&#60;") == "'\"&<");
}

TEST_CASE("references: each length of UTF-8 and its edges") {
  CHECK(decoded("&#x7F;") == "\x7F");
  CHECK(decoded("&#xA0;") == "\xC2\xA0");
  CHECK(decoded("&#x7FF;") == "\xDF\xBF");
  CHECK(decoded("&#x800;") == "\xE0\xA0\x80");
  CHECK(decoded("&#xD7FF;") == "\xED\x9F\xBF");
  CHECK(decoded("&#xE000;") == "\xEE\x80\x80");
  CHECK(decoded("&#xFFFF;") == "\xEF\xBF\xBF");
  CHECK(decoded("&#x10000;") == "\xF0\x90\x80\x80");
  CHECK(decoded("&#128512;") == "\xF0\x9F\x98\x80");
  CHECK(decoded("&#x10FFFF;") == "\xF4\x8F\xBF\xBF");
}

TEST_CASE("references: numbers that a parser replaces are left to the browser") {
  for (const std::string_view raw :
       {"&#0;"sv, "&#x0;"sv, "&#x80;"sv, "&#128;"sv, "&#x9F;"sv, "&#xD800;"sv, "&#xDFFF;"sv, "&#x110000;"sv,
        "&#1114112;"sv, "&#4294967361;"sv, "&#x100000041;"sv, "&#99999999999999999999;"sv}) {
    CAPTURE(raw);
    CHECK(decoded(raw) == kLeftToTheBrowser);
  }
}

TEST_CASE("references: numbers that are not complete are left to the browser") {
  for (const std::string_view raw : {"&#"sv, "&#;"sv, "&#x"sv, "&#x;"sv, "&#X;"sv, "&#65"sv, "&#65 "sv, "&#6a;"sv,
                                     "&#xg;"sv, "&#x4:;"sv, "&#a;"sv, "&#-1;"sv, "&#x41"sv, "&#x4`;"sv}) {
    CAPTURE(raw);
    CHECK(decoded(raw) == kLeftToTheBrowser);
  }
}
