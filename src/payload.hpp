// Form entries as the JSON text that the reference extension sends.
//
// The entries are assigned one after the other to an empty JavaScript object, and the text is byte for byte what
// JSON.stringify makes of that object (ECMA-262, sections 10.1.11 OrdinaryOwnPropertyKeys and 25.5.2 JSON.stringify):
//
// - array indices in canonical form ("0" to "4294967294") come first and ascend; the other names follow in the order
//   of their first appearance;
// - a later entry of the same name makes the value an array, in order;
// - a name `__proto__` makes no member: assigning it sets the prototype;
// - quotes, backslashes and control characters are escaped, and nothing else is.
#pragma once

#include <cstddef>
#include <string_view>

#include "error.hpp"

namespace hxws {

// One assignment. The texts are borrowed: they must outlive the call and nothing longer.
struct PayloadEntry {
  // UTF-8. A string that is not well-formed UTF-16 has no UTF-8: it comes as the text, quotes included, that
  // JSON.stringify made of it, and is flagged. Only such a string may be flagged: names are compared as bytes.
  std::string_view name;
  // UTF-8, or the JSON text of a string that is not well formed or of a value that is no string; that text is taken as
  // it is. An array given so is one value: a later entry of the same name stands beside it, not in it.
  std::string_view value;
  bool name_is_json;
  bool value_is_json;
  // Takes the place of all former values of its name and keeps their position, as `object.HEADERS = headers` does.
  bool replaces;
};

struct Payload {
  // kNone or kOutOfMemory: the call's upper bound is more than the arena gives; then nothing was allocated.
  Error error;
  // Owned by the arena: valid until arena_reset(). Empty on an error.
  std::string_view json;
};

// The text for `count` entries, in O(n log n). Each byte that is no UTF-8 becomes U+FFFD at most once; none fails.
Payload payload_json(const PayloadEntry* entries, std::size_t count);

}  // namespace hxws
