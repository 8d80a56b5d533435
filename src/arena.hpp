// Memory that lives for one call: allocated by moving a pointer, given back all at once by the next call's reset().
//
// Code that can bear a null pointer (pugixml, most arrays) just allocates. Code that can't asks for the call's upper
// bound with arena_reserve() first and turns a refusal into Error::kOutOfMemory.
#pragma once

#include <cstddef>
#include <cstdint>

namespace hxws {

// Bytes that the arena may hold at most, unless a test sets another limit.
inline constexpr std::size_t kArenaLimit = std::size_t{64} << 20;

// Gives `bytes` bytes aligned to 8, or null when the limit or the machine refuses.
// Owned by the arena: valid until arena_reset().
void* arena_allocate(std::size_t bytes);

// True when allocations of up to `bytes` bytes in sum cannot fail before the next reset.
// Each allocation counts with arena_cost(its size).
bool arena_reserve(std::size_t bytes);

// What one allocation of `bytes` takes of a reservation (rounding, and a red zone under AddressSanitizer).
std::size_t arena_cost(std::size_t bytes);

// Where the arena stands: what was allocated since arena_mark() ends with arena_rewind(), the last mark first.
struct ArenaMark {
  void* chunk;
  std::size_t offset;
  std::size_t used;
};
ArenaMark arena_mark();
void arena_rewind(const ArenaMark& mark);

// Ends the life of everything allocated; keeps the memory for the next call.
void arena_reset();

// Tests: refuse what would exceed `bytes` in all.
void arena_set_limit(std::size_t bytes);

// Bytes in use since the last reset, as counted against the limit.
std::size_t arena_used();

// `count` objects without construction, or null. T must need no destructor.
template <typename T>
T* arena_array(std::size_t count) {
  static_assert(alignof(T) <= 8, "the arena aligns to 8 bytes");
  return count > SIZE_MAX / 2 / sizeof(T) ? nullptr : static_cast<T*>(arena_allocate(count * sizeof(T)));
}

}  // namespace hxws
