// WHATWG HTML, section 3.2.6.4: the directionality of an element.
#pragma once

#include <pugixml.hpp>

namespace hxws {

// Whether the element's text runs from right to left: by the nearest dir attribute. Of dir="auto" the first letter of a
// known direction decides; those from right to left are Hebrew, Arabic and their neighbours.
bool is_right_to_left(pugi::xml_node element);

}  // namespace hxws
