// The core as C functions of numbers: what the WebAssembly module exports, and what the fuzzers call natively.
//
// Text goes in as UTF-8 at the address that hxws_text() gives; every other function reads it there. What comes out are
// numbers: the return value, and words in one static array whose address hxws_output() gives. Positions in a text are
// UTF-16 code units, so that JavaScript can slice the string it holds. A negative return value is an Error
// (src/error.hpp). The list of names and arities stands in exports.json.
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include "abi.hpp"
#include "arena.hpp"
#include "attributes.hpp"
#include "backoff.hpp"
#include "batch.hpp"
#include "connection.hpp"
#include "fragments.hpp"
#include "payload.hpp"
#include "scan.hpp"
#include "slots.hpp"

#ifdef __wasm__
#define HXWS_EXPORT extern "C" __attribute__((used, visibility("default")))
#else
#define HXWS_EXPORT extern "C"
#endif

namespace {

using hxws::Error;

constexpr std::size_t kOutputWords = 16;

std::int32_t output[kOutputWords];

// The input text of the present call, and its capacity.
char* text = nullptr;
std::size_t text_capacity = 0;

hxws::Fragments fragments = {};
hxws::Slots<hxws::Connection> connections;

std::int32_t code(Error error) { return static_cast<std::int32_t>(error); }
std::int32_t word(std::size_t value) { return static_cast<std::int32_t>(value); }
std::int32_t address(const void* pointer) {
  return static_cast<std::int32_t>(reinterpret_cast<std::uintptr_t>(pointer));
}

bool holds(std::uint64_t bytes) { return text != nullptr && bytes <= text_capacity; }

// Turns byte offsets of one text into UTF-16 offsets; quick when they are asked for in ascending order, or when the
// text is known to be ASCII.
class Utf16Offsets {
 public:
  Utf16Offsets(std::string_view utf8, bool ascii) : text_(utf8), ascii_(ascii) {}

  std::int32_t at(std::size_t byte) {
    if (ascii_) return word(byte);
    if (byte < byte_) {
      byte_ = 0;
      unit_ = 0;
    }
    unit_ += hxws::utf16_size(text_.substr(byte_, byte - byte_));
    byte_ = byte;
    return word(unit_);
  }

  // An offset close behind the last one, without moving on.
  std::int32_t near(std::size_t byte) const {
    if (ascii_) return word(byte);
    return word(unit_ + hxws::utf16_size(text_.substr(byte_, byte - byte_)));
  }

 private:
  std::string_view text_;
  bool ascii_;
  std::size_t byte_ = 0;
  std::size_t unit_ = 0;
};

std::int32_t put_url(const hxws::UrlParts& parts, std::string_view base, std::string_view value) {
  Utf16Offsets base_offsets(base, false);
  Utf16Offsets value_offsets(value, false);
  output[0] = static_cast<std::int32_t>(parts.prefix);
  output[1] = base_offsets.at(parts.base.start);
  output[2] = base_offsets.at(parts.base.end);
  output[3] = value_offsets.at(parts.value.start);
  output[4] = value_offsets.at(parts.value.end);
  return code(parts.error);
}

// A number that the host computed; 0 where it fits into no word.
std::int32_t integer(double number) {
  return number > INT32_MIN && number < INT32_MAX ? static_cast<std::int32_t>(number) : 0;
}

std::uint32_t size(double bytes) { return bytes >= 0 && bytes <= UINT32_MAX ? static_cast<std::uint32_t>(bytes) : 0; }

// Milliseconds for the host's timer, rounded up; the longest that it can take where that is less than what is due.
std::int32_t sleep(double milliseconds) {
  constexpr std::int32_t kLongest = INT32_MAX - 1;
  if (milliseconds < 0) return -1;
  return milliseconds < kLongest ? static_cast<std::int32_t>(milliseconds) + 1 : kLongest;
}

void put_element(std::int32_t* words, const hxws::FragmentElement& element, Utf16Offsets& offsets) {
  const bool in_source = element.has_swap && element.swap_is_source;
  words[0] = offsets.at(element.source.start);
  words[2] = static_cast<std::int32_t>(element.flags);
  words[3] = in_source ? offsets.near(element.swap.start) : element.has_swap ? kDecoded : kAbsent;
  words[4] = in_source ? offsets.near(element.swap.end) : kAbsent;
  words[1] = offsets.at(element.source.end);
}
constexpr std::size_t kElementWords = 5;

void put_step(std::int32_t* words, const hxws::BatchStep& step, Utf16Offsets& offsets) {
  words[0] = word(step.message);
  words[1] = step.sure ? (step.alone ? kAlone : kTogether) : kByHost;
  words[2] = word(step.into);
  words[3] = static_cast<std::int32_t>(step.flags);
  words[4] = offsets.at(step.source.start);
  words[5] = step.has_swap ? offsets.near(step.swap.start) : kAbsent;
  words[6] = step.has_swap ? offsets.near(step.swap.end) : kAbsent;
  words[7] = offsets.at(step.source.end);
}
constexpr std::size_t kStepWords = 8;

}  // namespace

// The version of this interface; the binding refuses another than its own.
HXWS_EXPORT std::int32_t hxws_abi_version() { return kAbiVersion; }

// Begins a call: ends the life of the last call's results and gives the address of at least `capacity` bytes for the
// text, or 0 when there is no room. The memory may have grown.
HXWS_EXPORT void* hxws_text(std::uint32_t capacity) {
  hxws::arena_reset();
  fragments = {};
  text = hxws::arena_array<char>(capacity);
  text_capacity = text == nullptr ? 0 : capacity;
  return text;
}

// The address of the static array of 32-bit words that functions leave results in.
HXWS_EXPORT void* hxws_output() { return output; }

// Text: location, value. Leaves [prefix (UrlPrefix), base start, base end, value start, value end]; base positions are
// within the location. See connect_url() in src/attributes.hpp.
HXWS_EXPORT std::int32_t hxws_connect_url(std::uint32_t location_size, std::uint32_t value_size) {
  if (!holds(std::uint64_t{location_size} + value_size)) return code(Error::kBadArgument);
  const std::string_view location(text, location_size);
  const std::string_view value(text + location_size, value_size);
  return put_url(hxws::connect_url(location, value), location, value);
}

// Text: location, base, value. Leaves what hxws_connect_url leaves, and in word 5 whether the base positions are within
// the base (1) or the location (0). See socket_url() in src/attributes.hpp.
HXWS_EXPORT std::int32_t hxws_socket_url(std::uint32_t location_size, std::uint32_t base_size,
                                         std::uint32_t value_size) {
  if (!holds(std::uint64_t{location_size} + base_size + value_size)) return code(Error::kBadArgument);
  const std::string_view location(text, location_size);
  const std::string_view base(text + location_size, base_size);
  const std::string_view value(text + location_size + base_size, value_size);
  const hxws::UrlParts parts = hxws::socket_url(location, base, value);
  output[5] = parts.from_base ? 1 : 0;
  return put_url(parts, parts.from_base ? base : location, value);
}

// Text: the value of hx-ws. Returns LegacyFlags and leaves the URL's [start, end].
HXWS_EXPORT std::int32_t hxws_legacy_value(std::uint32_t size) {
  if (!holds(size)) return code(Error::kBadArgument);
  const std::string_view value(text, size);
  const hxws::LegacyValue legacy = hxws::legacy_value(value);
  Utf16Offsets offsets(value, false);
  output[0] = offsets.at(legacy.url.start);
  output[1] = offsets.at(legacy.url.end);
  return (legacy.connect ? kConnect : 0) | (legacy.send ? kSend : 0);
}

// Text: a value of hx-swap-oob. Returns 1 or 0. See is_style_with_colon() in src/attributes.hpp.
HXWS_EXPORT std::int32_t hxws_is_style_with_colon(std::uint32_t size) {
  if (!holds(size)) return code(Error::kBadArgument);
  return hxws::is_style_with_colon({text, size}) ? 1 : 0;
}

// Milliseconds by the connection's policy; see backoff_delay() in src/backoff.hpp. Negative where there is no such
// connection.
HXWS_EXPORT double hxws_backoff_delay(std::int32_t connection, std::uint32_t retry_count, double random) {
  const hxws::Connection* found = connections.find(connection);
  if (found == nullptr) return code(Error::kNotFound);
  return hxws::backoff_delay(found->policy().backoff, retry_count, random);
}

// Text: `entry_count` records of three words [name size, value size, flags] and then, in the same order, each entry's
// name and value. The flags are EntryFlags.
// Returns the size of the JSON text in bytes and leaves its address. See payload_json() in src/payload.hpp.
HXWS_EXPORT std::int32_t hxws_payload(std::uint32_t entry_count) {
  constexpr std::size_t kRecord = 3;
  const std::uint64_t records = std::uint64_t{entry_count} * kRecord * sizeof(std::uint32_t);
  if (!holds(records)) return code(Error::kBadArgument);
  auto* entries = hxws::arena_array<hxws::PayloadEntry>(entry_count);
  if (entries == nullptr) return code(Error::kOutOfMemory);
  const auto* record = reinterpret_cast<const std::uint32_t*>(text);
  std::uint64_t offset = records;  // wide enough for any sizes that the records claim
  for (std::size_t index = 0; index < entry_count; ++index, record += kRecord) {
    if (!holds(offset + record[0] + record[1])) return code(Error::kBadArgument);
    const std::string_view name(text + offset, record[0]);
    const std::string_view value(text + offset + record[0], record[1]);
    const std::uint32_t flags = record[2];
    entries[index] = {name, value, (flags & kNameIsJson) != 0, (flags & kValueIsJson) != 0, (flags & kReplaces) != 0};
    offset += std::uint64_t{record[0]} + record[1];
  }
  const hxws::Payload payload = hxws::payload_json(entries, entry_count);
  if (payload.error != Error::kNone) return code(payload.error);
  output[0] = address(payload.json.data());
  return word(payload.json.size());
}

// Text: a message. Returns the Certainty (0 unsure, 1 sure, 2 separate) and leaves [number of elements, address of
// their words]. Each element has 5 words: source start and end, flags (ElementFlag), start and end of the value of
// hx-swap-oob: -1 without one, -2 where it is written with character references. `ascii` is 1 when the text is known to
// be ASCII.
HXWS_EXPORT std::int32_t hxws_fragments(std::uint32_t size, std::int32_t ascii) {
  if (!holds(size)) return code(Error::kBadArgument);
  const std::string_view message(text, size);
  fragments = hxws::parse_fragments(message);
  if (fragments.error != Error::kNone) return code(fragments.error);
  auto* words = hxws::arena_array<std::int32_t>(fragments.count * kElementWords);
  if (words == nullptr) return code(Error::kOutOfMemory);
  Utf16Offsets offsets(message, ascii != 0);
  for (std::size_t index = 0; index < fragments.count; ++index) {
    put_element(words + index * kElementWords, fragments.elements[index], offsets);
  }
  output[0] = static_cast<std::int32_t>(fragments.count);
  output[1] = address(words);
  return static_cast<std::int32_t>(fragments.certainty);
}

// An attribute of an element that the last hxws_fragments found, both counted from 0. Leaves
// [name address, name size, value address, value size], UTF-8; kNotFound behind the last.
HXWS_EXPORT std::int32_t hxws_fragment_attribute(std::uint32_t element, std::uint32_t attribute) {
  if (element >= fragments.count) return code(Error::kNotFound);
  pugi::xml_attribute found = fragments.elements[element].node.first_attribute();
  for (std::uint32_t index = 0; index < attribute && found; ++index) found = found.next_attribute();
  if (!found) return code(Error::kNotFound);
  const std::string_view name = found.name();
  const std::string_view value = found.value();
  output[0] = address(name.data());
  output[1] = word(name.size());
  output[2] = address(value.data());
  output[3] = word(value.size());
  return code(Error::kNone);
}

// Text: `count` records of two words [size, 1 when it is known to be ASCII], and then the messages, oldest first.
// Returns the number of steps and leaves the address of their words, eight for each: the message's index, StepKind, the
// step that it is done with (see `into` in src/batch.hpp), flags (ElementFlag), source start, start and end of the
// value of hx-swap-oob (-1 without one), source end. See plan_batch().
HXWS_EXPORT std::int32_t hxws_batch(std::uint32_t count) {
  constexpr std::size_t kRecord = 2;
  const std::uint64_t records = std::uint64_t{count} * kRecord * sizeof(std::uint32_t);
  if (!holds(records)) return code(Error::kBadArgument);
  auto* messages = hxws::arena_array<std::string_view>(count);
  if (messages == nullptr) return code(Error::kOutOfMemory);
  const auto* record = reinterpret_cast<const std::uint32_t*>(text);
  std::uint64_t offset = records;
  for (std::size_t index = 0; index < count; ++index) {
    const std::uint32_t size = record[index * kRecord];
    if (!holds(offset + size)) return code(Error::kBadArgument);
    messages[index] = {text + offset, size};
    offset += size;
  }
  const hxws::Batch batch = hxws::plan_batch(messages, count);
  if (batch.error != Error::kNone) return code(batch.error);
  auto* words = hxws::arena_array<std::int32_t>(batch.count * kStepWords);
  if (words == nullptr) return code(Error::kOutOfMemory);
  Utf16Offsets offsets({}, true);
  std::uint32_t present = count;  // whose offsets they are
  for (std::size_t index = 0; index < batch.count; ++index) {
    const hxws::BatchStep& step = batch.steps[index];
    if (step.message != present) {
      present = step.message;
      offsets = Utf16Offsets(messages[present], record[present * kRecord + 1] != 0);
    }
    put_step(words + index * kStepWords, step, offsets);
  }
  output[0] = address(words);
  return word(batch.count);
}

// The number of a new connection, or kOutOfMemory. It lives until hxws_connection_release.
HXWS_EXPORT std::int32_t hxws_connection_create() {
  const std::int32_t connection = connections.take();
  return connection < 0 ? code(Error::kOutOfMemory) : connection;
}

// Ends a connection and forgets its queue. Its number may be given to another one.
HXWS_EXPORT void hxws_connection_release(std::int32_t connection) {
  hxws::Connection* found = connections.find(connection);
  if (found == nullptr) return;
  found->queue().clear();
  found->unacknowledged().clear();
  connections.release(connection);
}

// Text: the words of a Policy (src/policy.hpp). The connection keeps to it from now on.
HXWS_EXPORT std::int32_t hxws_connection_policy(std::int32_t connection, std::uint32_t size) {
  static_assert(std::is_trivially_copyable_v<hxws::Policy>, "it is read as it stands");
  hxws::Connection* found = connections.find(connection);
  if (found == nullptr) return code(Error::kNotFound);
  if (!holds(size) || size != sizeof(hxws::Policy)) return code(Error::kBadArgument);
  found->set_policy(*reinterpret_cast<const hxws::Policy*>(text));
  return code(Error::kNone);
}

// What happened to a connection (ConnectionEvent, its subject and value, whether its element is attached, and when, in
// milliseconds). Returns the ConnectionAction; leaves [generation, retry count, abandon, handle, state
// (ConnectionState), the address and size of what the connection remembers, for hxws_connection_restore, milliseconds
// to sleep, rounded up (-1: for ever), round trip].
HXWS_EXPORT std::int32_t hxws_connection_step(std::int32_t connection, std::int32_t event, std::uint32_t subject,
                                              std::int32_t value, std::int32_t attached, double now) {
  hxws::Connection* found = connections.find(connection);
  if (found == nullptr) return code(Error::kNotFound);
  const hxws::ConnectionStep step =
      found->step(static_cast<hxws::ConnectionEvent>(event), subject, value, attached != 0, now);
  output[0] = static_cast<std::int32_t>(step.generation);
  output[1] = static_cast<std::int32_t>(step.retry_count);
  output[2] = step.abandon ? 1 : 0;
  output[3] = step.handle;
  output[4] = static_cast<std::int32_t>(found->state());
  output[5] = address(&found->memory());
  output[6] = word(sizeof(hxws::ConnectionMemory));
  output[7] = sleep(step.sleep);
  output[8] = found->memory().round_trip;
  return static_cast<std::int32_t>(step.action);
}

// Text: what another instance's hxws_connection_step left to remember. The connection goes on where that one stood.
HXWS_EXPORT std::int32_t hxws_connection_restore(std::int32_t connection, std::uint32_t size) {
  static_assert(std::is_trivially_copyable_v<hxws::ConnectionMemory>, "it is read as it stands");
  hxws::Connection* found = connections.find(connection);
  if (found == nullptr) return code(Error::kNotFound);
  if (!holds(size) || size != sizeof(hxws::ConnectionMemory)) return code(Error::kBadArgument);
  found->restore(*reinterpret_cast<const hxws::ConnectionMemory*>(text));
  return code(Error::kNone);
}

// Puts a message at the end of a connection's queue; `since` is when it came.
HXWS_EXPORT std::int32_t hxws_queue_push(std::int32_t connection, std::int32_t handle, std::uint32_t size,
                                         double since) {
  hxws::Connection* found = connections.find(connection);
  if (found == nullptr) return code(Error::kNotFound);
  return code(found->queue().push({handle, size, since}));
}

// Takes the oldest message off a connection's queue.
HXWS_EXPORT std::int32_t hxws_queue_pop(std::int32_t connection) {
  hxws::Connection* found = connections.find(connection);
  if (found == nullptr) return code(Error::kNotFound);
  found->queue().pop();
  return code(Error::kNone);
}

// Text: `count` records of three doubles [handle, size, since]. Makes them the connection's whole queue or, where
// `unacknowledged` is 1, what waits for its acknowledgement.
HXWS_EXPORT std::int32_t hxws_queue_assign(std::int32_t connection, std::uint32_t count, std::int32_t unacknowledged) {
  constexpr std::size_t kRecord = 3;
  hxws::Connection* found = connections.find(connection);
  if (found == nullptr) return code(Error::kNotFound);
  if (!holds(std::uint64_t{count} * kRecord * sizeof(double))) return code(Error::kBadArgument);
  auto* messages = hxws::arena_array<hxws::QueuedMessage>(count);
  if (messages == nullptr) return code(Error::kOutOfMemory);
  const auto* record = reinterpret_cast<const double*>(text);
  for (std::size_t index = 0; index < count; ++index, record += kRecord) {
    messages[index] = {integer(record[0]), size(record[1]), record[2]};
  }
  hxws::Queue& queue = unacknowledged != 0 ? found->unacknowledged() : found->queue();
  return code(queue.assign(messages, count));
}

// The number of messages in a connection's queue.
HXWS_EXPORT std::int32_t hxws_queue_count(std::int32_t connection) {
  hxws::Connection* found = connections.find(connection);
  if (found == nullptr) return code(Error::kNotFound);
  return static_cast<std::int32_t>(found->queue().count());
}
