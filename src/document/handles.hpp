// Numbers by which a page's elements are known outside: given when they are first asked for, never twice.
#pragma once

#include <cstdint>
#include <pugixml.hpp>
#include <unordered_map>
#include <vector>

namespace hxws {

// The handles of one tree. An element keeps its own in a hidden attribute (tree.hpp), so that it is moved and copied
// with it.
class Handles {
 public:
  // The element's handle, above 0; a new one where it has none.
  std::int32_t of(pugi::xml_node element);

  // The element; empty where no living one has the number.
  pugi::xml_node find(std::int32_t handle) const;

  // Ends the lives of the handles of `root` and of all inside it, and appends them to `dead`.
  void end(pugi::xml_node root, std::vector<std::int32_t>& dead);

  // The tree has been copied to `root`, where each living handle is found from now on.
  void follow(pugi::xml_node root);

  // Ends the lives of all.
  void clear() { elements_.clear(); }

  std::size_t count() const { return elements_.size(); }

 private:
  std::unordered_map<std::int32_t, pugi::xml_node> elements_;
  std::int32_t newest_ = 0;
};

}  // namespace hxws
