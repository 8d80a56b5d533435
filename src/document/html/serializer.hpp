// A page's tree as HTML (WHATWG HTML, section 13.3), as browsers write it: also < and > of attributes are escaped.
#pragma once

#include <pugixml.hpp>
#include <string>

namespace hxws {

// Appends the node: an element with its tags, or a whole document with its doctype.
void serialize_node(pugi::xml_node node, std::string& html);

// Appends what is inside the node.
void serialize_children(pugi::xml_node node, std::string& html);

// Appends the children of a template whose content has not been made a text yet.
void serialize_template_content(pugi::xml_node node, std::string& html);

}  // namespace hxws
