#include "document/html/scratch.hpp"

#include <algorithm>
#include <cstdlib>

namespace hxws {
namespace {

constexpr std::size_t kAlignment = alignof(std::max_align_t);
constexpr std::size_t kLargestBlock = std::size_t{1} << 20;

std::size_t aligned(std::size_t bytes) { return (bytes + kAlignment - 1) & ~(kAlignment - 1); }

}  // namespace

Scratch::~Scratch() {
  while (newest_ != nullptr) {
    Block* previous = newest_->previous;
    std::free(newest_);
    newest_ = previous;
  }
}

void* Scratch::allocate(std::size_t bytes) {
  const std::size_t size = aligned(std::max(bytes, std::size_t{1}));
  if (size < bytes) __builtin_trap();
  if (size > left_) add_block(size);
  char* place = next_;
  next_ += size;
  left_ -= size;
  return place;
}

void Scratch::add_block(std::size_t bytes) {
  const std::size_t header = aligned(sizeof(Block));
  const std::size_t size = std::max(bytes, block_size_);
  auto* block = static_cast<Block*>(std::malloc(header + size));
  if (block == nullptr) __builtin_trap();
  block->previous = newest_;
  newest_ = block;
  next_ = reinterpret_cast<char*>(block) + header;
  left_ = size;
  block_size_ = std::min(block_size_ * 2, kLargestBlock);
}

}  // namespace hxws
