#include "payload.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <map>
#include <memory>
#include <vector>

// Whatever a payload never needs stays out of the binary: streams, exceptions, conversions back to C++ types. What the
// library opens to its tests is the escaping of one string, all that a payload of texts asks of it.
#define JSON_NO_IO 1
#define JSON_NOEXCEPTION 1
#define JSON_USE_IMPLICIT_CONVERSIONS 0
#define JSON_TESTS_PRIVATE 1
#include <nlohmann/json.hpp>

#include "arena.hpp"
#include "ascii.hpp"

namespace hxws {
namespace {

// The library's string type: a view, so the entries' texts are not copied. What the serializer asks of a string beyond
// that serves indentation, which compact output never reads.
class Text {
 public:
  using value_type = char;

  explicit Text(std::string_view view) : view_(view) {}
  Text(std::size_t /*count*/, char /*fill*/) {}

  std::size_t size() const { return view_.size(); }
  const char& operator[](std::size_t index) const { return view_[index]; }

 private:
  std::string_view view_;
};

using Json = nlohmann::basic_json<std::map, std::vector, Text>;
using OutputAdapter = nlohmann::detail::output_adapter_protocol<char>;

using Field = const PayloadEntry*;

// All entries of one name, in order; null where no name appears first.
struct Member {
  const Field* first;
  const Field* last;
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

std::uint64_t text_size(std::string_view text, bool is_json) { return is_json ? text.size() : escaped_size(text); }

// What the entries make at most, in bytes. 64 bits: the sum of 32-bit sizes must not wrap.
std::uint64_t bound_of(const PayloadEntry* entries, std::size_t count) {
  constexpr std::uint64_t kBraces = 2;
  // Of each entry: `"":"",` or `["",` and `]`, whichever is longer.
  constexpr std::uint64_t kMarkup = 10;
  std::uint64_t size = kBraces;
  for (std::size_t i = 0; i < count; ++i) {
    const PayloadEntry& entry = entries[i];
    size += kMarkup + text_size(entry.name, entry.name_is_json) + text_size(entry.value, entry.value_is_json);
  }
  return size;
}

// Reserves everything that the call allocates, and the rounding of its three arrays.
bool reserve(std::uint64_t bound, std::size_t count) {
  const std::uint64_t total = bound + count * (sizeof(Field) + sizeof(Member)) + 3 * arena_cost(1);
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

// Arena memory of the size that was computed beforehand, filled from its start.
class Output final : public OutputAdapter {
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

// Writes JSON text of at most `bound` bytes.
class Writer {
 public:
  // The library wants to share the output. Nothing is counted for what is only borrowed.
  explicit Writer(std::uint64_t bound)
      : output_(bound),
        serializer_({std::shared_ptr<OutputAdapter>(), &output_}, ' ', Json::error_handler_t::replace) {}

  void raw(std::string_view text) { output_.write_characters(text.data(), text.size()); }
  void string(std::string_view text, bool is_json) {
    if (is_json) return raw(text);
    raw("\"");
    serializer_.dump_escaped(Text(text), false);
    raw("\"");
  }
  std::string_view view() const { return output_.view(); }

 private:
  Output output_;
  nlohmann::detail::serializer<Json> serializer_;
};

void write_member(Writer& writer, Member member) {
  constexpr std::size_t kBrace = 1;
  if (writer.view().size() > kBrace) writer.raw(",");
  writer.string((*member.first)->name, (*member.first)->name_is_json);
  for (const Field* field = member.first; field != member.last; ++field) {
    if ((*field)->replaces) member.first = field;
  }
  const bool is_array = member.last - member.first > 1;
  writer.raw(is_array ? ":[" : ":");
  for (const Field* field = member.first; field != member.last; ++field) {
    if (field != member.first) writer.raw(",");
    writer.string((*field)->value, (*field)->value_is_json);
  }
  if (is_array) writer.raw("]");
}

// Array indices leave the sorted fields in order; other members wait in the place of their first entry.
void write_members(Writer& writer, const PayloadEntry* entries, std::size_t count) {
  auto* fields = arena_array<Field>(count);
  auto* waiting = arena_array<Member>(count);
  std::fill(waiting, waiting + count, Member{nullptr, nullptr});
  const Field* end = sort_fields(entries, count, fields);
  for (const Field* field = fields; field != end;) {
    const Member member = member_at(field, end);
    if (is_array_index((*field)->name)) {
      write_member(writer, member);
    } else {
      waiting[*field - entries] = member;
    }
    field = member.last;
  }
  for (std::size_t i = 0; i < count; ++i) {
    if (waiting[i].first != nullptr) write_member(writer, waiting[i]);
  }
}

}  // namespace

Payload payload_json(const PayloadEntry* entries, std::size_t count) {
  const std::uint64_t bound = bound_of(entries, count);
  if (!reserve(bound, count)) return {Error::kOutOfMemory, {}};
  Writer writer(bound);
  writer.raw("{");
  write_members(writer, entries, count);
  writer.raw("}");
  return {Error::kNone, writer.view()};
}

}  // namespace hxws
