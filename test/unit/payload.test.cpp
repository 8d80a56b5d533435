#include "payload.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "arena.hpp"
#include "doctest/doctest.h"

using namespace std::string_view_literals;

namespace {

using Entries = std::vector<hxws::PayloadEntry>;

hxws::PayloadEntry text(std::string_view name, std::string_view value) { return {name, value, false, false, false}; }

hxws::PayloadEntry json(std::string_view name, std::string_view value) { return {name, value, false, true, false}; }

hxws::PayloadEntry headers(std::string_view value) { return {"HEADERS", value, false, true, true}; }

std::string payload(const Entries& entries) {
  hxws::arena_reset();
  const hxws::Payload result = hxws::payload_json(entries.data(), entries.size());
  REQUIRE(result.error == hxws::Error::kNone);
  return std::string(result.json);
}

// The text of one string value.
std::string escaped(std::string_view value) {
  const std::string whole = payload({text("a", value)});
  constexpr std::size_t kBefore = 6;  // {"a":"
  constexpr std::size_t kAfter = 2;   // "}
  REQUIRE(whole.size() >= kBefore + kAfter);
  return whole.substr(kBefore, whole.size() - kBefore - kAfter);
}

// The smallest limit, to 8 bytes, with which the call succeeds. Every smaller one must be refused without a trace, and
// as the limit also holds for the call's own allocations, none of them may exceed what was reserved.
std::size_t smallest_limit(const Entries& entries, std::size_t step) {
  const std::string expected = payload(entries);
  for (std::size_t limit = 0;; limit += step) {
    REQUIRE(limit <= hxws::kArenaLimit);
    hxws::arena_reset();
    hxws::arena_set_limit(limit);
    const hxws::Payload result = hxws::payload_json(entries.data(), entries.size());
    const std::size_t used = hxws::arena_used();
    hxws::arena_set_limit(hxws::kArenaLimit);
    if (result.error == hxws::Error::kNone) {
      CHECK(result.json == expected);
      CHECK(used <= limit);
      return limit;
    }
    REQUIRE(result.error == hxws::Error::kOutOfMemory);
    REQUIRE(result.json.empty());
    REQUIRE(used == 0);
  }
}

}  // namespace

TEST_CASE("no entry is an empty object") { CHECK(payload({}) == "{}"); }

TEST_CASE("names keep the order of their first appearance") {
  CHECK(payload({text("b", "1"), text("a", "2"), text("", "3")}) == R"({"b":"1","a":"2","":"3"})");
}

TEST_CASE("array indices come first and ascend") {
  CHECK(payload({text("b", ""), text("10", ""), text("2", ""), text("a", ""), text("0", "")}) ==
        R"({"0":"","2":"","10":"","b":"","a":""})");
  CHECK(payload({text("x", ""), text("4294967295", ""), text("4294967294", ""), text("4294967293", "")}) ==
        R"({"4294967293":"","4294967294":"","x":"","4294967295":""})");
}

TEST_CASE("what only looks like an array index is a name") {
  for (const std::string_view name :
       {"007"sv, "00"sv, "-1"sv, "-0"sv, "1e3"sv, "1.0"sv, " 1"sv, "1 "sv, "+1"sv, ""sv, "4294967296"sv, "5000000000"sv,
        "42949672950"sv, "9999999999"sv, "18446744073709551616"sv, "0x1"sv, "1/"sv, "1:"sv, "12345678901"sv}) {
    CAPTURE(name);
    CHECK(payload({text("x", ""), text(name, ""), text("1", "")}) ==
          "{\"1\":\"\",\"x\":\"\",\"" + std::string(name) + "\":\"\"}");
  }
}

TEST_CASE("a later entry of the same name makes an array") {
  CHECK(payload({text("a", "1"), text("b", "2"), text("a", "3")}) == R"({"a":["1","3"],"b":"2"})");
  CHECK(payload({text("a", "3"), text("a", "1"), text("a", "2"), text("a", "1")}) == R"({"a":["3","1","2","1"]})");
  CHECK(payload({text("7", "x"), text("7", "y")}) == R"({"7":["x","y"]})");
  CHECK(payload({text("", "x"), text("", "y")}) == R"({"":["x","y"]})");
}

TEST_CASE("names of one length and names of one beginning stay apart") {
  CHECK(payload({text("ab", "1"), text("ac", "2"), text("a", "3"), text("ab", "4")}) ==
        R"({"ab":["1","4"],"ac":"2","a":"3"})");
  CHECK(payload({text("a\0b"sv, "1"), text("a\0c"sv, "2")}) == R"({"a\u0000b":"1","a\u0000c":"2"})");
}

TEST_CASE("names of Object.prototype are names like others, but __proto__ makes no member") {
  CHECK(payload({text("constructor", "1"), text("toString", "2")}) == R"({"constructor":"1","toString":"2"})");
  CHECK(payload({text("__proto__", "1")}) == "{}");
  CHECK(payload({text("__proto__", "1"), text("a", "2"), json("__proto__", "{}")}) == R"({"a":"2"})");
  CHECK(payload({text("__proto_", "1"), text("__PROTO__", "2")}) == R"({"__proto_":"1","__PROTO__":"2"})");
}

TEST_CASE("a value of another type is its JSON text") {
  CHECK(payload({json("a", "1e+21"), json("b", "null"), json("c", R"({"n":"[null,\"}"})"), json("d", "[]")}) ==
        R"({"a":1e+21,"b":null,"c":{"n":"[null,\"}"},"d":[]})");
  CHECK(payload({json("a", "1"), text("a", "null"), json("a", "true")}) == R"({"a":[1,"null",true]})");
  CHECK(payload({json("a", R"(["x"])"), text("a", "y")}) == R"({"a":[["x"],"y"]})");
  CHECK(payload({json("3", "3"), json("x", "0"), json("1", "1")}) == R"({"1":1,"3":3,"x":0})");
}

TEST_CASE("text that looks like a placeholder is text") {
  CHECK(payload({text("null", "null"), json("a", "1"), text("n", "\"\":"), json("b", "2")}) ==
        R"({"null":"null","a":1,"n":"\"\":","b":2})");
  CHECK(payload({text("e", ""), text("", ""), json("x", "\"\""), text("e", "")}) == R"({"e":["",""],"":"","x":""})");
  CHECK(payload({text("\\", "\\"), text("\"", "\\\""), json("x", "1")}) == R"({"\\":"\\","\"":"\\\"","x":1})");
}

TEST_CASE("a string that is not well formed is the JSON text it comes as") {
  const hxws::PayloadEntry name{R"("\ud800")", "1", true, false, false};
  const hxws::PayloadEntry both{R"("\ud800")", R"("\udfff")", true, true, false};
  CHECK(payload({name}) == R"({"\ud800":"1"})");
  CHECK(payload({name, text("a", "2"), both}) == R"({"\ud800":["1","\udfff"],"a":"2"})");
  // The same bytes as a well-formed name are another name.
  CHECK(payload({name, text(R"("\ud800")", "2")}) == R"({"\ud800":"1","\"\\ud800\"":"2"})");
  CHECK(payload({text("", "e"), name, json("", "0")}) == R"({"":["e",0],"\ud800":"1"})");
}

TEST_CASE("headers come last, or in the place of a field of that name") {
  CHECK(payload({text("a", "1"), headers(R"({"HX-Request":"true"})")}) ==
        R"({"a":"1","HEADERS":{"HX-Request":"true"}})");
  CHECK(payload({text("HEADERS", "x"), text("a", "1"), text("HEADERS", "y"), headers("{}")}) ==
        R"({"HEADERS":{},"a":"1"})");
  CHECK(payload({headers("{}"), text("HEADERS", "x")}) == R"({"HEADERS":[{},"x"]})");
  CHECK(payload({text("HEADERS", "x"), headers("1"), headers("2")}) == R"({"HEADERS":2})");
}

TEST_CASE("a text that replaces is escaped like others") {
  CHECK(payload({text("a", "1"), text("b", "2"), {"a", "\"", false, false, true}}) == R"({"a":"\"","b":"2"})");
  CHECK(payload({json("a", "1"), {"a", "2", false, false, true}}) == R"({"a":"2"})");
}

TEST_CASE("strings are escaped as JSON.stringify does") {
  CHECK(escaped("\b\t\n\f\r") == R"(\b\t\n\f\r)");
  CHECK(escaped("\0\x01\x0b\x1f"sv) == R"(\u0000\u0001\u000b\u001f)");
  CHECK(escaped(" \x7f/<>&'") == " \x7f/<>&'");
  CHECK(escaped(R"("\)") == R"(\"\\)");
  CHECK(escaped("\xc3\xa9\xe2\x80\xa8\xf0\x9f\x98\x80\xef\xbf\xbf") ==
        "\xc3\xa9\xe2\x80\xa8\xf0\x9f\x98\x80\xef\xbf\xbf");
  for (const std::size_t length : {498U, 499U, 500U, 511U, 512U, 513U, 5000U}) {
    const std::string filler(length, 'x');
    CHECK(escaped(filler + "\x01\xf0\x9f\x98\x80") == filler + "\\u0001\xf0\x9f\x98\x80");
  }
}

TEST_CASE("what is no UTF-8 becomes U+FFFD") {
  CHECK(escaped("\xff") == "\xef\xbf\xbd");
  CHECK(escaped("a\x80z") == "a\xef\xbf\xbdz");
  CHECK(escaped("\xe2\x28\xa1") == "\xef\xbf\xbd(\xef\xbf\xbd");
  CHECK(escaped("\xf0\x9f\x98") == "\xef\xbf\xbd");
  CHECK(escaped("\xf0\x9f\x98\"") == "\xef\xbf\xbd\\\"");
  CHECK(payload({text("\xc3", "1"), json("\xc3\x28", "2")}) == "{\"\xef\xbf\xbd\":\"1\",\"\xef\xbf\xbd(\":2}");
}

TEST_CASE("every pair of bytes fits into what was reserved") {
  for (unsigned first = 0; first < 256; ++first) {
    for (unsigned second = 0; second < 256; ++second) {
      const char bytes[] = {static_cast<char>(first), static_cast<char>(second)};
      const std::string_view pair(bytes, sizeof(bytes));
      const std::string whole = payload({text(pair, pair)});
      REQUIRE(whole.front() == '{');
      REQUIRE(whole.back() == '}');
    }
  }
}

TEST_CASE("5,000 fields are in order") {
  constexpr std::size_t kCount = 5000;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < kCount; ++i) names.push_back("field" + std::to_string((i * 7919) % kCount));
  Entries entries;
  std::string expected = "{";
  for (const std::string& name : names) {
    entries.push_back(text(name, "v"));
    expected += (expected.size() == 1 ? "\"" : ",\"") + name + "\":\"v\"";
  }
  CHECK(payload(entries) == expected + "}");
}

TEST_CASE("5,000 fields of one name are one array, 5,000 indices ascend") {
  constexpr std::size_t kCount = 5000;
  Entries same;
  Entries indices;
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < kCount; ++i) texts.push_back(std::to_string(kCount - 1 - i));
  std::string array;
  std::string members;
  for (std::size_t i = 0; i < kCount; ++i) {
    same.push_back(text("a", texts[i]));
    indices.push_back(json(texts[i], "0"));
    array += (i == 0 ? "\"" : ",\"") + texts[i] + "\"";
    members += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":0";
  }
  CHECK(payload(same) == "{\"a\":[" + array + "]}");
  CHECK(payload(indices) == "{" + members + "}");
}

TEST_CASE("too little memory is an error at every threshold") {
  CHECK(smallest_limit({}, 8) > 0);
  CHECK(smallest_limit({text("a", "1")}, 8) > 0);
  CHECK(smallest_limit({text("", ""), text("", "")}, 8) > 0);
  CHECK(smallest_limit({json("", "0")}, 8) > 0);
  CHECK(smallest_limit({text("__proto__", "1")}, 8) > 0);
  CHECK(smallest_limit({text("a", "1"),
                        json("a", "2"),
                        text("3", "\x01\x01\x01"),
                        {R"("\ud800")", "", true, false, false},
                        headers(R"({"HX-Request":"true"})")},
                       8) > 0);
}

TEST_CASE("the reservation is enough for the worst text and for many fields") {
  for (const std::string_view unit : {"\x01"sv, "\xff"sv, "\""sv, "\xe2\x28"sv, "x"sv}) {
    std::string worst;
    while (worst.size() < 3000) worst += unit;
    CHECK(smallest_limit({text(worst, worst), text("a", worst), headers("{}")}, 8) > worst.size());
  }
  Entries same;
  Entries different;
  Entries pairs;
  std::vector<std::string> names;
  for (int i = 0; i < 300; ++i) names.push_back(std::to_string(i * 3));
  for (const std::string& name : names) {
    same.push_back(text("", ""));
    different.push_back(json(name, "0"));
    pairs.push_back(text(name, ""));
    pairs.push_back(text(name, ""));
  }
  CHECK(smallest_limit(same, 8) > 0);
  CHECK(smallest_limit(different, 8) > 0);
  CHECK(smallest_limit(pairs, 8) > 0);
  const std::string long_json = '"' + std::string(3000, 'x') + '"';
  CHECK(smallest_limit({json("a", long_json), {long_json, "", true, false, false}}, 8) > 2 * long_json.size());
}

TEST_CASE("a machine without memory is an error, and the next call succeeds") {
  const std::string large(std::size_t{20} << 20, '\x01');
  hxws::arena_reset();
  const Entries entries{text("a", large)};
  const hxws::Payload refused = hxws::payload_json(entries.data(), entries.size());
  CHECK(refused.error == hxws::Error::kOutOfMemory);
  CHECK(refused.json.empty());
  CHECK(hxws::arena_used() == 0);
  CHECK(payload({text("a", "1")}) == R"({"a":"1"})");
}

TEST_CASE("the result stays until the reset, beside what the caller put into the arena") {
  hxws::arena_reset();
  auto* before = hxws::arena_array<char>(8);
  std::fill(before, before + 8, 'x');
  const Entries entries{text("a", {before, 8})};
  const hxws::Payload first = hxws::payload_json(entries.data(), entries.size());
  const hxws::Payload second = hxws::payload_json(entries.data(), entries.size());
  CHECK(first.json == R"({"a":"xxxxxxxx"})");
  CHECK(second.json == first.json);
  CHECK(second.json.data() != first.json.data());
}
