// chunk.hpp for a module with a malloc, which alone may take memory from the machine.
#include "chunk.hpp"

#include <cstdlib>

namespace hxws {

void* chunk_allocate(std::size_t bytes) { return std::malloc(bytes); }

void chunk_refuse_after(int /*count*/) {}

}  // namespace hxws
