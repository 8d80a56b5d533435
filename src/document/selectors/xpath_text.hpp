// XPath 1.0 expressions as text, as pugixml reads them.
#pragma once

#include <string>
#include <string_view>

namespace hxws {

// Of an element: whether it belongs to SVG or MathML rather than to HTML. The tree knows no namespaces, but a parser
// makes such elements only in these two, and HTML again only inside their integration points.
extern const char* const kIsForeign;

// A string literal; of concat() where the text has both kinds of quotes, which XPath can't escape.
std::string xpath_literal(std::string_view text);

// A node test of elements with the name, which is compared without case: of SVG's, too, as browsers do in pages.
std::string xpath_element_test(const std::string& name);

// The element's attribute of that name, compared without case.
std::string xpath_attribute(const std::string& name);

// The element's hidden attribute: see tree.hpp.
std::string xpath_hidden_attribute(std::string_view name);

// Whether elements can be told from others by a plain name test.
bool is_plain_test(std::string_view test);

std::string lowered(std::string_view text);

// The string that the expression gives, its ASCII letters in lower case.
std::string xpath_lowered(const std::string& expression);

}  // namespace hxws
