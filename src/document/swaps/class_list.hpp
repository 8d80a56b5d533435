// Element.classList (DOM, section 7.1), as far as swapping needs it.
#pragma once

#include <pugixml.hpp>
#include <string_view>

namespace hxws {

// The class attribute becomes its classes, each once, separated by a space, with this one at the end if it was none of
// them.
void add_class(pugi::xml_node element, std::string_view name);

// The same without this class; an attribute that holds none is taken off.
void remove_class(pugi::xml_node element, std::string_view name);

}  // namespace hxws
