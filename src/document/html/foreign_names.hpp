// The names of SVG's and MathML's elements and attributes that have capital letters.
#pragma once

#include <string_view>

namespace hxws {

// The name with its capital letters as HTML parsers write it (WHATWG HTML, section 13.2.6.1 and the table of section
// 13.2.6.5); empty where no foreign element is called `lower` in any letters but these.
std::string_view foreign_element_name(std::string_view lower);

// The same of attributes.
std::string_view foreign_attribute_name(std::string_view lower);

}  // namespace hxws
