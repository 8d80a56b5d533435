// Counts the bytes that pugixml takes for trees, each tree's by itself.
#pragma once

#include <cstddef>

namespace hxws {

// While it lives, what pugixml allocates counts for that tree; for none where it is null. What was allocated for a tree
// is taken off its count when it is freed, whenever that is: the count must live as long.
class CountsFor {
 public:
  explicit CountsFor(std::size_t* bytes);
  CountsFor(const CountsFor&) = delete;
  CountsFor& operator=(const CountsFor&) = delete;
  ~CountsFor();

 private:
  std::size_t* previous_;
};

// Gives pugixml the functions that count. To be called before any tree is made that lives longer.
void count_tree_memory();

}  // namespace hxws
