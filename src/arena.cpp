#include "arena.hpp"

#include "chunk.hpp"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HXWS_ADDRESS_SANITIZER 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define HXWS_ADDRESS_SANITIZER 1
#endif

#ifdef HXWS_ADDRESS_SANITIZER
#include <sanitizer/asan_interface.h>
#endif

namespace hxws {
namespace {

constexpr std::size_t kFirstChunk = std::size_t{60} << 10;
constexpr std::size_t kAlignment = 8;

// Chunks form a list that only grows; a header stands before each chunk's bytes.
struct Chunk {
  Chunk* next;
  std::size_t size;
};
static_assert(sizeof(Chunk) % kAlignment == 0, "the bytes after the header stay aligned");

Chunk* first = nullptr;
Chunk* current = nullptr;
std::size_t offset = 0;  // of the next free byte in `current`
std::size_t used = 0;
std::size_t limit = kArenaLimit;

unsigned char* bytes_of(Chunk* chunk) { return reinterpret_cast<unsigned char*>(chunk + 1); }

#ifdef HXWS_ADDRESS_SANITIZER
constexpr std::size_t kRedZone = 16;
void poison(void* start, std::size_t size) { __asan_poison_memory_region(start, size); }
void unpoison(void* start, std::size_t size) { __asan_unpoison_memory_region(start, size); }
#else
constexpr std::size_t kRedZone = 0;
void poison(void* /*start*/, std::size_t /*size*/) {}
void unpoison(void* /*start*/, std::size_t /*size*/) {}
#endif

Chunk* make_chunk(std::size_t size, Chunk* after) {
  void* memory = chunk_allocate(sizeof(Chunk) + size);
  if (memory == nullptr) return nullptr;
  auto* chunk = static_cast<Chunk*>(memory);
  chunk->size = size;
  Chunk*& link = after == nullptr ? first : after->next;
  chunk->next = link;
  link = chunk;
  poison(bytes_of(chunk), size);
  return chunk;
}

// Makes `current` a chunk with `size` free bytes: the present one, a later one kept from earlier calls, or a new one
// of at least twice the size of the last, so that a growing load needs few chunks.
bool find_room(std::size_t size) {
  if (current != nullptr && current->size - offset >= size) return true;
  Chunk* last = current;
  for (Chunk* chunk = current == nullptr ? first : current->next; chunk != nullptr; chunk = chunk->next) {
    if (chunk->size >= size) {
      current = chunk;
      offset = 0;
      return true;
    }
    last = chunk;
  }
  const std::size_t doubled = last == nullptr ? kFirstChunk : last->size * 2;
  const std::size_t wanted = doubled > size && doubled <= kArenaLimit ? doubled : size;
  Chunk* chunk = make_chunk(wanted, last);
  if (chunk == nullptr && wanted > size) chunk = make_chunk(size, last);
  if (chunk == nullptr) return false;
  current = chunk;
  offset = 0;
  return true;
}

bool within_limit(std::size_t cost) { return cost <= limit && used <= limit - cost; }

}  // namespace

std::size_t arena_cost(std::size_t bytes) { return ((bytes + kAlignment - 1) & ~(kAlignment - 1)) + kRedZone; }

void* arena_allocate(std::size_t bytes) {
  const std::size_t cost = arena_cost(bytes);
  if (cost < bytes || !within_limit(cost) || !find_room(cost)) return nullptr;
  unsigned char* result = bytes_of(current) + offset;
  offset += cost;
  used += cost;
  unpoison(result, bytes);
  return result;
}

bool arena_reserve(std::size_t bytes) { return within_limit(bytes) && find_room(bytes); }

ArenaMark arena_mark() { return {current, offset, used}; }

void arena_rewind(const ArenaMark& mark) {
  current = mark.chunk == nullptr ? first : static_cast<Chunk*>(mark.chunk);
  offset = mark.offset;
  used = mark.used;
  std::size_t kept = offset;
  for (Chunk* chunk = current; chunk != nullptr; chunk = chunk->next, kept = 0) {
    poison(bytes_of(chunk) + kept, chunk->size - kept);
  }
}

void arena_reset() { arena_rewind({}); }

void arena_set_limit(std::size_t bytes) { limit = bytes; }

std::size_t arena_used() { return used; }

}  // namespace hxws
