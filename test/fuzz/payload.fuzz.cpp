// Form entries to JSON text, against a model that builds the same text in another way.
#include "payload.hpp"

#include <fuzzer/FuzzedDataProvider.h>

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "arena.hpp"
#include "exports.hpp"
#include "require.hpp"

namespace {

using fuzz::require;
using hxws::Error;
using Json = nlohmann::ordered_json;

constexpr std::size_t kMostEntries = 40;
constexpr std::size_t kRecord = 3;

// Strings that are not well formed have no UTF-8: they come as JSON text.
constexpr const char* kIllFormed[] = {R"("\ud800")", R"("\udc00\ud800")", R"("a\udc00\"b")", R"("\ud83d\\")"};

struct Entry {
  std::string name;
  std::string value;
  bool name_is_json;
  bool value_is_json;
  bool replaces;
};

std::string take_name(FuzzedDataProvider& input, const std::vector<Entry>& earlier) {
  switch (input.ConsumeIntegralInRange(0, 5)) {
    case 0:
      return earlier.empty() ? "" : input.PickValueInArray({earlier.front().name, earlier.back().name});
    case 1:
      return std::to_string(input.ConsumeIntegral<std::uint32_t>());
    case 2:
      return input.PickValueInArray({"HEADERS", "__proto__", "0", "00", "10", "4294967294", "4294967295", ""});
    default:
      return input.ConsumeRandomLengthString(20);
  }
}

// nlohmann's parser takes a NUL for the end, and skips a byte order mark at the beginning; both are no JSON.
bool is_strict_json(const std::string& text) {
  return text.find('\0') == std::string::npos && text.compare(0, 3, "\xEF\xBB\xBF") != 0 && Json::accept(text);
}

// A value of another type than string, as JSON.stringify prints it.
std::string take_json(FuzzedDataProvider& input) {
  const std::string text = input.ConsumeRandomLengthString(40);
  return is_strict_json(text) ? text : input.PickValueInArray(kIllFormed);
}

std::vector<Entry> take_entries(FuzzedDataProvider& input) {
  std::vector<Entry> entries;
  while (input.remaining_bytes() > 0 && entries.size() < kMostEntries) {
    const bool name_is_json = input.ConsumeIntegralInRange(0, 15) == 1;
    const bool value_is_json = input.ConsumeIntegralInRange(0, 3) == 1;
    const bool replaces = input.ConsumeIntegralInRange(0, 15) == 1;
    std::string name = name_is_json ? input.PickValueInArray(kIllFormed) : take_name(input, entries);
    // a name copied from a flagged entry is a name that looks like it
    std::string value = value_is_json ? take_json(input) : input.ConsumeRandomLengthString(200);
    entries.push_back({std::move(name), std::move(value), name_is_json, value_is_json, replaces});
  }
  return entries;
}

std::string quoted(const std::string& text) { return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace); }

// A property of the JavaScript object, in the order of its first assignment.
struct Property {
  const Entry* named;
  std::vector<std::string> values;

  bool is_of(const Entry& entry) const {
    return named->name == entry.name && named->name_is_json == entry.name_is_json;
  }
  // An array index (ECMA-262, 6.1.7) by way of its number, or -1.
  std::int64_t index() const {
    if (named->name_is_json || named->name.empty() || named->name.size() > 10) return -1;
    for (const char c : named->name) {
      if (c < '0' || c > '9') return -1;
    }
    const std::int64_t number = std::stoll(named->name);
    return std::to_string(number) == named->name && number < 4294967295 ? number : -1;
  }
};

std::vector<Property> properties_of(const std::vector<Entry>& entries) {
  std::vector<Property> properties;
  for (const Entry& entry : entries) {
    if (!entry.name_is_json && entry.name == "__proto__") continue;
    const auto same = [&](const Property& each) { return each.is_of(entry); };
    auto found = std::find_if(properties.begin(), properties.end(), same);
    if (found == properties.end()) found = properties.insert(found, {&entry, {}});
    if (entry.replaces) found->values.clear();
    found->values.push_back(entry.value_is_json ? entry.value : quoted(entry.value));
  }
  std::stable_sort(properties.begin(), properties.end(), [](const Property& left, const Property& right) {
    if (left.index() >= 0 && right.index() >= 0) return left.index() < right.index();
    return left.index() >= 0 && right.index() < 0;
  });
  return properties;
}

std::string expected_json(const std::vector<Entry>& entries) {
  std::string json = "{";
  for (const Property& property : properties_of(entries)) {
    if (json.size() > 1) json += ",";
    json += property.named->name_is_json ? property.named->name : quoted(property.named->name);
    json += property.values.size() > 1 ? ":[" : ":";
    for (std::size_t index = 0; index < property.values.size(); ++index) {
      json += (index > 0 ? "," : "") + property.values[index];
    }
    if (property.values.size() > 1) json += "]";
  }
  return json + "}";
}

// nlohmann's parser refuses lone surrogates, which JSON.stringify writes; it also refuses what is no UTF-8.
bool is_json(std::string text) {
  for (const std::string_view lone : {"\\ud800", "\\udc00", "\\ud83d"}) {
    for (std::size_t at = text.find(lone); at != std::string::npos; at = text.find(lone, at)) {
      text.replace(at, lone.size(), "\\ufffd");
    }
  }
  return is_strict_json(text);
}

// Writes what JavaScript would write; false when there is no memory.
bool write_entries(const std::vector<Entry>& entries, std::uint32_t* records[]) {
  std::vector<std::uint32_t> words;
  std::string texts;
  for (const Entry& entry : entries) {
    const int flags = (entry.name_is_json ? 1 : 0) + (entry.value_is_json ? 2 : 0) + (entry.replaces ? 4 : 0);
    words.insert(words.end(),
                 {fuzz::size_of(entry.name), fuzz::size_of(entry.value), static_cast<std::uint32_t>(flags)});
    texts += entry.name + entry.value;
  }
  const std::size_t record_bytes = words.size() * sizeof(std::uint32_t);
  auto* place = static_cast<char*>(hxws_text(static_cast<std::uint32_t>(record_bytes + texts.size())));
  if (place == nullptr) return false;
  std::copy(words.begin(), words.end(), reinterpret_cast<std::uint32_t*>(place));
  std::copy(texts.begin(), texts.end(), place + record_bytes);
  if (records != nullptr) *records = reinterpret_cast<std::uint32_t*>(place);
  return true;
}

std::string_view exported_json(std::int32_t size) {
  return {fuzz::at<char>(fuzz::output(0)), static_cast<std::size_t>(size)};
}

// Returns the memory used.
std::size_t check_direct(const std::vector<Entry>& entries, const std::string& expected) {
  std::vector<hxws::PayloadEntry> given;
  for (const Entry& entry : entries) {
    given.push_back({entry.name, entry.value, entry.name_is_json, entry.value_is_json, entry.replaces});
  }
  hxws::arena_reset();
  const hxws::Payload payload = hxws::payload_json(given.data(), given.size());
  require(payload.error == Error::kNone, "there is memory");
  require(payload.json == expected, "the text is what JSON.stringify makes");
  require(is_json(std::string(payload.json)), "the text is JSON in UTF-8");
  return hxws::arena_used();
}

void check_exported(const std::vector<Entry>& entries, const std::string& expected) {
  require(write_entries(entries, nullptr), "there is memory");
  const std::int32_t size = hxws_payload(static_cast<std::uint32_t>(entries.size()));
  require(size >= 0 && exported_json(size) == expected, "the export gives the same text");
}

void check_little_memory(const std::vector<Entry>& entries, const std::string& expected, std::size_t limit) {
  hxws::arena_reset();
  hxws::arena_set_limit(limit);
  if (write_entries(entries, nullptr)) {
    const std::int32_t size = hxws_payload(static_cast<std::uint32_t>(entries.size()));
    require(size == fuzz::code(Error::kOutOfMemory) || exported_json(size) == expected, "all or nothing");
  }
  require(hxws::arena_used() <= limit, "the limit holds");
  hxws::arena_set_limit(hxws::kArenaLimit);
}

// Sizes and counts that are wrong: refused, or at least read nothing but the text.
void check_wrong_records(const std::vector<Entry>& entries, FuzzedDataProvider& input) {
  std::uint32_t* records = nullptr;
  require(write_entries(entries, &records), "there is memory");
  const auto count = static_cast<std::uint32_t>(entries.size());
  if (count > 0) {
    records[input.ConsumeIntegralInRange<std::size_t>(0, count * kRecord - 1)] = input.ConsumeIntegral<std::uint32_t>();
    const std::int32_t result = hxws_payload(count);
    require(result >= 0 || result == fuzz::code(Error::kBadArgument), "wrong sizes are refused");
  }
  require(hxws_payload(UINT32_MAX) == fuzz::code(Error::kBadArgument), "a wrong count is refused");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  FuzzedDataProvider input(data, size);
  const std::size_t part = input.ConsumeIntegralInRange<std::size_t>(0, 255);
  FuzzedDataProvider wrong(data, size);
  const std::vector<Entry> entries = take_entries(input);
  const std::string expected = expected_json(entries);
  const std::size_t used = check_direct(entries, expected);
  check_exported(entries, expected);
  check_little_memory(entries, expected, hxws::arena_used() * part / 255);
  check_little_memory(entries, expected, used * part / 255);
  check_wrong_records(entries, wrong);
  return 0;
}
