// Elements that are still needed while others go, and may go themselves. Each has a hidden attribute, so that it is
// found again when it is copied, and seen when it is destroyed.
#pragma once

#include <cstddef>
#include <pugixml.hpp>
#include <vector>

namespace hxws {

class Watched {
 public:
  // A number for the element, the same each time.
  std::size_t watch(pugi::xml_node element);

  // The element, or empty once it has gone.
  pugi::xml_node find(std::size_t number) const { return elements_[number]; }

  // Watches the copies in this tree, in the place of what they are copies of.
  void follow(pugi::xml_node copy);

  // To be called with what is about to be destroyed.
  void let_go(pugi::xml_node root);

  // Takes the hidden attributes off.
  void end();

 private:
  std::vector<pugi::xml_node> elements_;
};

}  // namespace hxws
