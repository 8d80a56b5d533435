// Finding elements by CSS selectors, as Selectors 4 and the DOM do: a selector is matched against the whole tree, also
// where only a part of it is searched.
#pragma once

#include <cstddef>
#include <pugixml.hpp>
#include <string_view>
#include <vector>

namespace hxws {

// What is wrong with a selector: where, in bytes, and why, in English. The reason is null where nothing is.
struct SelectorFault {
  std::size_t offset = 0;
  const char* reason = nullptr;
};

// All elements inside `root` that match, itself not among them, in tree order. Nothing where there is a fault.
std::vector<pugi::xml_node> select_all(pugi::xml_node root, std::string_view selector, SelectorFault& fault);

// The first of them; empty where there is none.
pugi::xml_node select_first(pugi::xml_node root, std::string_view selector, SelectorFault& fault);

bool matches(pugi::xml_node element, std::string_view selector, SelectorFault& fault);

// The element itself or its nearest ancestor that matches; empty where there is none.
pugi::xml_node closest(pugi::xml_node element, std::string_view selector, SelectorFault& fault);

}  // namespace hxws
