#include "payload.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <utility>

// Whatever a payload never needs stays out of the binary: streams, exceptions, conversions back to C++ types.
#define JSON_NO_IO 1
#define JSON_NOEXCEPTION 1
#define JSON_USE_IMPLICIT_CONVERSIONS 0
#include <nlohmann/json.hpp>

#include "arena.hpp"
#include "ascii.hpp"

namespace hxws {
namespace {

// The string type of the tree: a view, so the entries' texts are not copied. What the serializer asks of a string
// beyond that serves indentation, which compact output never reads.
class Text {
 public:
  using value_type = char;

  explicit Text(std::string_view view) : view_(view) {}
  // How nlohmann makes an empty string and its indentation.
  explicit Text(const char* /*empty*/) {}
  Text(std::size_t /*count*/, char /*fill*/) {}
  void resize(std::size_t /*size*/, char /*fill*/) {}
  const char* c_str() const { return view_.data(); }

  std::size_t size() const { return view_.size(); }
  const char& operator[](std::size_t index) const { return view_[index]; }

 private:
  std::string_view view_;
};

// The containers of the tree: a row of values in arena memory that is asked for once, by reserve(). What makes a
// container of the standard library grow, and moves and destroys what it holds, would be a tenth of the whole binary.
template <typename T>
class Row {
 public:
  using value_type = T;
  using iterator = T*;

  void reserve(std::size_t count) { first_ = arena_array<T>(count); }
  template <typename... Arguments>
  T& emplace_back(Arguments&&... arguments) {
    return *new (first_ + size_++) T(std::forward<Arguments>(arguments)...);
  }
  void clear() { size_ = 0; }
  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  T* begin() { return first_; }
  T* end() { return first_ + size_; }
  const T* cbegin() const { return first_; }
  const T* cend() const { return first_ + size_; }
  const T& back() const { return first_[size_ - 1]; }

 private:
  T* first_ = nullptr;
  std::size_t size_ = 0;
};

template <typename T, typename Allocator>
using Array = Row<T>;

// In the order of insertion; a name is not looked for.
template <typename Key, typename Value, typename Less, typename Allocator>
struct Object : Row<std::pair<const Key, Value>> {
  using key_type = Key;
  using key_compare = Less;
};

// Numbers never stand in the tree: the smallest types do, and an integer for the floating-point type leaves its
// printing algorithm out.
using NoFloat = std::int16_t;
using Json = nlohmann::basic_json<Object, Array, Text, bool, std::int8_t, std::uint8_t, NoFloat, ArenaAllocator,
                                  nlohmann::adl_serializer, Row<std::uint8_t>>;
using Kind = Json::value_t;

using Field = const PayloadEntry*;

// All entries of one name, in order; null where no name appears first.
struct Member {
  const Field* first;
  const Field* last;
};

// The JSON texts that take the places of placeholders, in the order of the output.
struct Splices {
  std::string_view* texts;
  std::size_t count;

  void add(std::string_view text) { texts[count++] = text; }
};

// What the call needs at most, in bytes. 64 bits: the sums of 32-bit sizes must not wrap.
struct Bound {
  std::uint64_t dumped = 2;   // what the serializer writes, with its outer braces
  std::uint64_t spliced = 0;  // the JSON texts
  std::uint64_t tree = 0;
  std::size_t splices = 0;
};

std::uint64_t escaped_size(std::string_view text) {
  std::uint64_t size = 0;
  for (const char character : text) {
    const auto byte = static_cast<unsigned char>(character);
    if (byte < 0x20) {
      size += 6;  // \u001f
    } else if (byte >= 0x80) {
      size += 3;  // U+FFFD, should it be invalid
    } else {
      size += byte == '"' || byte == '\\' ? 2 : 1;
    }
  }
  return size;
}

// The empty name is the placeholder for a name, so it is spliced itself.
bool name_is_spliced(const PayloadEntry& entry) { return entry.name_is_json || entry.name.empty(); }

std::string_view name_text(const PayloadEntry& entry) { return entry.name_is_json ? entry.name : "\"\""; }

void add_entry(Bound& bound, const PayloadEntry& entry) {
  // `"":null,` or `["",` and `]`, whichever is longer.
  constexpr std::size_t kMarkup = 10;
  bound.dumped += kMarkup;
  if (name_is_spliced(entry)) {
    bound.spliced += name_text(entry).size();
    ++bound.splices;
  } else {
    bound.dumped += escaped_size(entry.name);
  }
  if (entry.value_is_json) {
    bound.spliced += entry.value.size();
    ++bound.splices;
  } else {
    bound.dumped += escaped_size(entry.value);
  }
}

Bound bound_of(const PayloadEntry* entries, std::size_t count) {
  Bound bound;
  for (std::size_t i = 0; i < count; ++i) add_entry(bound, entries[i]);
  const std::uint64_t sorted = sizeof(void*) + sizeof(Member) + sizeof(Json::object_t::value_type);
  const std::uint64_t value = arena_cost(sizeof(Text)) + sizeof(Json);
  // Each array has two values or more.
  const std::uint64_t arrays = std::uint64_t{count / 2} * (arena_cost(sizeof(Json::array_t)) + arena_cost(1));
  bound.tree = arena_cost(sizeof(Json)) + arena_cost(sizeof(Json::object_t)) + count * (sorted + value) + arrays;
  return bound;
}

// Reserves everything that the call allocates, and the rounding of its six arrays: fields, waiting and all members,
// splices, what the serializer writes and the result.
bool reserve(const Bound& bound) {
  const std::uint64_t result = bound.splices == 0 ? 0 : bound.dumped + bound.spliced;
  const std::uint64_t total =
      bound.tree + bound.splices * sizeof(std::string_view) + bound.dumped + result + 6 * arena_cost(1);
  return total <= kArenaLimit && arena_reserve(static_cast<std::size_t>(total));
}

// ECMA-262, section 6.1.7: a canonical number below 2^32 - 1.
bool is_array_index(std::string_view name) {
  constexpr std::string_view kLast = "4294967294";
  if (name.empty() || name.size() > kLast.size() || (name[0] == '0' && name.size() > 1)) return false;
  if (name.size() == kLast.size() && name > kLast) return false;
  return std::all_of(name.begin(), name.end(), is_digit);
}

// Below zero, zero or above. Shorter names first: so array indices ascend, and most comparisons are cheap.
int compare_names(const PayloadEntry& left, const PayloadEntry& right) {
  if (left.name_is_json != right.name_is_json) return left.name_is_json ? 1 : -1;
  if (left.name.size() != right.name.size()) return left.name.size() < right.name.size() ? -1 : 1;
  return left.name.compare(right.name);
}

// Equal names side by side, and entries of one name in their order.
bool comes_before(Field left, Field right) {
  const int order = compare_names(*left, *right);
  return order != 0 ? order < 0 : left < right;
}

// Returns the end of the fields.
Field* sort_fields(const PayloadEntry* entries, std::size_t count, Field* fields) {
  Field* end = fields;
  for (std::size_t i = 0; i < count; ++i) {
    if (entries[i].name != "__proto__") *end++ = &entries[i];
  }
  // Heap sort: less code than std::sort, and no worst case.
  std::make_heap(fields, end, comes_before);
  std::sort_heap(fields, end, comes_before);
  return end;
}

Member member_at(const Field* first, const Field* end) {
  const Field* last = first;
  while (last != end && compare_names(**first, **last) == 0) ++last;
  return {first, last};
}

Kind kind_of(const PayloadEntry& entry) { return entry.value_is_json ? Kind::null : Kind::string; }

// Gives a value of the entry's kind its text; null is the placeholder, for a real null comes as JSON text.
void fill(Json& value, const PayloadEntry& entry, Splices& splices) {
  if (auto* text = value.get_ptr<Text*>()) {
    *text = Text(entry.value);
  } else {
    splices.add(entry.value);
  }
}

void append_member(Json::object_t& object, Member member, Splices& splices) {
  const PayloadEntry& named = **member.first;
  if (name_is_spliced(named)) splices.add(name_text(named));
  for (const Field* field = member.first; field != member.last; ++field) {
    if ((*field)->replaces) member.first = field;
  }
  const Text name = name_is_spliced(named) ? Text("") : Text(named.name);
  const auto count = static_cast<std::size_t>(member.last - member.first);
  if (count == 1) {
    const PayloadEntry& only = **member.first;
    fill(object.emplace_back(name, kind_of(only)).second, only, splices);
    return;
  }
  auto& array = *object.emplace_back(name, Kind::array).second.get_ptr<Json::array_t*>();
  array.reserve(count);
  for (const Field* field = member.first; field != member.last; ++field) {
    fill(array.emplace_back(kind_of(**field)), **field, splices);
  }
}

// Array indices leave the sorted fields in order; other members wait in the place of their first entry.
void append_members(Json::object_t& object, const PayloadEntry* entries, std::size_t count, Splices& splices) {
  auto* fields = arena_array<Field>(count);
  auto* waiting = arena_array<Member>(count);
  std::fill(waiting, waiting + count, Member{nullptr, nullptr});
  const Field* end = sort_fields(entries, count, fields);
  object.reserve(count);
  for (const Field* field = fields; field != end;) {
    const Member member = member_at(field, end);
    if (is_array_index((*field)->name)) {
      append_member(object, member, splices);
    } else {
      waiting[*field - entries] = member;
    }
    field = member.last;
  }
  for (std::size_t i = 0; i < count; ++i) {
    if (waiting[i].first != nullptr) append_member(object, waiting[i], splices);
  }
}

// Arena memory of the size that was computed beforehand, filled from its start.
class Output final : public nlohmann::detail::output_adapter_protocol<char> {
 public:
  explicit Output(std::uint64_t capacity)
      : data_(arena_array<char>(static_cast<std::size_t>(capacity))), left_(static_cast<std::size_t>(capacity)) {}
  // Stands on the stack; the virtual destructor shall not ask for a heap.
  static void operator delete(void* /*memory*/) {}

  void write_character(char byte) override { write_characters(&byte, 1); }
  void write_characters(const char* bytes, std::size_t count) override {
    // A wrong bound is a defect of this file: stop rather than write beyond the memory.
    if (count > left_) __builtin_trap();
    if (count == 0) return;
    std::memcpy(data_ + size_, bytes, count);
    size_ += count;
    left_ -= count;
  }
  std::string_view view() const { return {data_, size_}; }

 private:
  char* data_;
  std::size_t size_ = 0;
  std::size_t left_;
};

// What root.dump() does, but into memory of ours: dump() makes a growing string and a shared adapter on the heap, and
// the adapter's destruction brings the run-time type information of libc++abi into the binary.
std::string_view dump(const Json& root, std::uint64_t capacity) {
  Output output(capacity);
  const std::shared_ptr<nlohmann::detail::output_adapter_protocol<char>> borrowed(std::shared_ptr<void>(), &output);
  nlohmann::detail::serializer<Json> serializer(borrowed, ' ', Json::error_handler_t::replace);
  serializer.dump(root, false, false, 0);
  return output.view();
}

// The index after the string that starts at `start`.
std::size_t end_of_string(std::string_view json, std::size_t start) {
  std::size_t index = start + 1;
  while (json[index] != '"') index += json[index] == '\\' ? 2 : 1;
  return index + 1;
}

// Copies what dump() wrote and puts the texts in the places of the placeholders: `null` and the empty name.
std::string_view splice(std::string_view dumped, const std::string_view* text, std::uint64_t capacity) {
  Output result(capacity);
  std::size_t copied = 0;
  for (std::size_t i = 0; i < dumped.size();) {
    const std::size_t start = i;
    const bool is_string = dumped[i] == '"';
    const bool is_null = dumped[i] == 'n';
    i = is_string ? end_of_string(dumped, i) : i + (is_null ? 4 : 1);
    const bool is_empty_name = is_string && i == start + 2 && dumped[i] == ':';
    if (!is_null && !is_empty_name) continue;
    result.write_characters(dumped.data() + copied, start - copied);
    result.write_characters(text->data(), text->size());
    ++text;
    copied = i;
  }
  result.write_characters(dumped.data() + copied, dumped.size() - copied);
  return result.view();
}

}  // namespace

Payload payload_json(const PayloadEntry* entries, std::size_t count) {
  const Bound bound = bound_of(entries, count);
  if (!reserve(bound)) return {Error::kOutOfMemory, {}};
  Splices splices{arena_array<std::string_view>(bound.splices), 0};
  // Never destroyed: all of it is arena memory, which goes as a whole.
  auto* root = new (arena_allocate(sizeof(Json))) Json(Kind::object);
  append_members(*root->get_ptr<Json::object_t*>(), entries, count, splices);
  const std::string_view dumped = dump(*root, bound.dumped);
  if (splices.count == 0) return {Error::kNone, dumped};
  return {Error::kNone, splice(dumped, splices.texts, dumped.size() + bound.spliced)};
}

}  // namespace hxws
