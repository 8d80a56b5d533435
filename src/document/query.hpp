// Elements by CSS selectors (CSS Selectors 4).
#pragma once

#include <cstddef>
#include <pugixml.hpp>
#include <string_view>
#include <vector>

namespace hxws {

struct SelectorFault {
  std::size_t offset;  // bytes of the selector
  const char* reason;  // null where the selector is valid
};

// All of root's descendants that match, in tree order.
std::vector<pugi::xml_node> select_all(pugi::xml_node root, std::string_view selector, SelectorFault& fault);

pugi::xml_node select_first(pugi::xml_node root, std::string_view selector, SelectorFault& fault);

}  // namespace hxws
