#include "chunk.hpp"

#include <cstdint>
#ifndef __wasm__
#include <cstdlib>
#endif

namespace hxws {
namespace {

int requests_left = -1;

bool refused_by_test() {
  if (requests_left < 0) return false;
  if (requests_left == 0) return true;
  --requests_left;
  return false;
}

#ifdef __wasm__
constexpr std::size_t kWasmPage = 65536;

// The linker's end of static data and stack; memory beyond it is ours.
extern "C" unsigned char __heap_base;  // NOLINT(bugprone-reserved-identifier): the linker's name

void* machine_allocate(std::size_t bytes) {
  static std::uintptr_t next = 0;
  if (next == 0) next = reinterpret_cast<std::uintptr_t>(&__heap_base);
  const std::uintptr_t start = (next + 15) & ~std::uintptr_t{15};
  const std::size_t available = __builtin_wasm_memory_size(0) * kWasmPage;
  const std::size_t end = start + bytes;
  if (end < start) return nullptr;
  if (end > available) {
    const std::size_t pages = (end - available + kWasmPage - 1) / kWasmPage;
    if (__builtin_wasm_memory_grow(0, pages) == SIZE_MAX) return nullptr;
  }
  next = end;
  return reinterpret_cast<void*>(start);
}
#else
void* machine_allocate(std::size_t bytes) { return std::malloc(bytes); }
#endif

}  // namespace

void* chunk_allocate(std::size_t bytes) { return refused_by_test() ? nullptr : machine_allocate(bytes); }

void chunk_refuse_after(int count) { requests_left = count; }

}  // namespace hxws
