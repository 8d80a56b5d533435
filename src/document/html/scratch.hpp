// Memory for the time of one piece of work: allocated by moving a pointer, given back all at once at its end.
#pragma once

#include <cstddef>

namespace hxws {

class Scratch {
 public:
  Scratch() = default;
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch();

  // Aligned as malloc does. Never null: where the machine has no more, the program ends by a trap.
  void* allocate(std::size_t bytes);

 private:
  struct Block {
    Block* previous;
  };
  void add_block(std::size_t bytes);

  Block* newest_ = nullptr;
  char* next_ = nullptr;
  std::size_t left_ = 0;
  std::size_t block_size_ = std::size_t{16} << 10;
};

}  // namespace hxws
