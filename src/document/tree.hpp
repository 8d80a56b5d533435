// What a page's tree is made of, as pugixml nodes:
//
// - elements, named as an HTML parser names them: lower case, and SVG's own spelling (foreignObject);
// - text (node_pcdata), comments, processing instructions and the doctype;
// - what stands in a template is no part of the page (its content is a document of its own): the element has a single
//   node_cdata with its HTML, as it is serialized.
//
// What a browser keeps beside its attributes - a control's value, whether it is checked - is kept in hidden attributes,
// so that it moves, is copied and goes with its element. No HTML attribute can have such a name.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace hxws {

// The element's number outside, see handles.hpp.
inline constexpr const char* kHandleState = " handle";
// WHATWG HTML, section 4.10.5.4: the value, once it is dirty.
inline constexpr const char* kValueState = " value";
// The checkedness of an input, the selectedness of an option, once it is dirty: "1" or "0".
inline constexpr const char* kCheckedState = " checked";

// Of the html element: the page is in quirks mode (DOM, section 4.5).
inline constexpr const char* kQuirksState = " quirks";

// An HTML element that a swap has put where a parser would have made one of SVG or MathML.
inline constexpr const char* kHtmlState = " html";

inline bool is_hidden(pugi::xml_attribute attribute) { return attribute.name()[0] == ' '; }

inline bool is_element(pugi::xml_node node) { return node.type() == pugi::node_element; }

inline bool is_named(pugi::xml_node node, std::string_view name) { return is_element(node) && node.name() == name; }

// The attribute of that name, which is not there where the result is empty. Names are in lower case.
inline bool has_attribute(pugi::xml_node element, const char* name) { return !element.attribute(name).empty(); }

enum class QuirksMode : bool { kNo, kYes };

// That of the page that the node is in, or which it is; kNo of what is in no page.
QuirksMode quirks_mode_of(pugi::xml_node node);

// Whether the element is SVG's or MathML's rather than HTML's.
bool is_foreign(pugi::xml_node element);

// The next node in tree order (a node comes before its children), within `root`; empty behind the last.
pugi::xml_node next_in_tree(pugi::xml_node node, pugi::xml_node root);

// The next element in tree order, within `root`, which itself comes first.
pugi::xml_node next_element(pugi::xml_node node, pugi::xml_node root);

// DOM, section 4.4: the text of the node and all inside it, in tree order; nothing of comments and templates.
std::string text_content(pugi::xml_node root);

// The element inside `root` whose id is the text: the first in tree order; empty where there is none.
pugi::xml_node element_by_id(pugi::xml_node root, std::string_view id);

}  // namespace hxws
