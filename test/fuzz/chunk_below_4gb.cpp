// src/chunk.cpp for the fuzzers: memory below 4 GB that only grows, as WebAssembly's does, so that the addresses that
// the exports give as 32-bit words are whole.
#include <sanitizer/asan_interface.h>
#include <sys/mman.h>

#include <cstdint>
#include <cstdlib>

#include "chunk.hpp"

namespace hxws {
namespace {

constexpr std::uintptr_t kStart = std::uintptr_t{256} << 20;
constexpr std::size_t kSize = std::size_t{512} << 20;
constexpr std::size_t kRedZone = 4096;

int requests_left = -1;

char* reserve() {
  constexpr int kFlags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE;
  void* memory = mmap(reinterpret_cast<void*>(kStart), kSize, PROT_READ | PROT_WRITE, kFlags, -1, 0);
  if (memory != reinterpret_cast<void*>(kStart)) std::abort();
  return static_cast<char*>(memory);
}

}  // namespace

void* chunk_allocate(std::size_t bytes) {
  static char* const memory = reserve();
  static std::size_t used = 0;
  if (requests_left == 0) return nullptr;
  if (requests_left > 0) --requests_left;
  const std::size_t size = (bytes + 15) & ~std::size_t{15};
  if (size < bytes || size > kSize - kRedZone || used > kSize - kRedZone - size) return nullptr;
  char* chunk = memory + used;
  __asan_poison_memory_region(chunk + bytes, size - bytes + kRedZone);
  used += size + kRedZone;
  return chunk;
}

void chunk_refuse_after(int count) { requests_left = count; }

}  // namespace hxws
