#include "document/tree_memory.hpp"

#include <cstdlib>
#include <pugixml.hpp>

namespace hxws {
namespace {

// In front of each allocation.
struct alignas(std::max_align_t) Header {
  std::size_t* count;
  std::size_t bytes;
};

std::size_t* current = nullptr;

void* allocate(std::size_t bytes) {
  auto* header = static_cast<Header*>(std::malloc(sizeof(Header) + bytes));
  // there is no answer that all of pugixml's callers would bear
  if (header == nullptr) __builtin_trap();
  *header = {current, sizeof(Header) + bytes};
  if (current != nullptr) *current += header->bytes;
  return header + 1;
}

void release(void* memory) {
  if (memory == nullptr) return;
  Header* header = static_cast<Header*>(memory) - 1;
  if (header->count != nullptr) *header->count -= header->bytes;
  std::free(header);
}

}  // namespace

CountsFor::CountsFor(std::size_t* bytes) : previous_(current) { current = bytes; }

CountsFor::~CountsFor() { current = previous_; }

void count_tree_memory() { pugi::set_memory_management_functions(allocate, release); }

}  // namespace hxws
