// Large pieces of memory from the machine: malloc natively, memory.grow in WebAssembly (see chunk.cpp);
// the fuzzers bring their own (test/fuzz/chunk_below_4gb.cpp).
#pragma once

#include <cstddef>

namespace hxws {

// At least `bytes` bytes aligned to 16, zeroed or not, for the life of the process; null when there are none.
void* chunk_allocate(std::size_t bytes);

// Tests: refuse every request after the next `count` ones; a negative count refuses none.
void chunk_refuse_after(int count);

}  // namespace hxws
