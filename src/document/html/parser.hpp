// HTML into a page's tree (tree.hpp), as browsers parse it (WHATWG HTML, section 13.2). gumbo does the work.
//
// Any text will do: what is no UTF-8 becomes U+FFFD, what stands too deep (512 elements) is put beside its parent.
#pragma once

#include <pugixml.hpp>
#include <string_view>

namespace hxws {

// A page of its own, with scripting: appends its doctype, comments and html element to `document`.
void parse_page(std::string_view html, pugi::xml_node document);

// The following append to `parent`.

// The children of the body of a page that no script runs in, as Chromium's Document.parseHTMLUnsafe() makes it: without
// comments.
void parse_body(std::string_view html, pugi::xml_node parent);

// What innerHTML makes of the text in a div of such a page, or in a template.
void parse_in_div(std::string_view html, pugi::xml_node parent);
void parse_in_template(std::string_view html, pugi::xml_node parent);

// What is in the template where a page that no script runs in has nothing but `<body><template>`, then the text, then
// `</template></body>`, in quirks mode and without comments: so htmx 2 parses a message in Chromium.
void parse_in_page_template(std::string_view html, pugi::xml_node parent);

}  // namespace hxws
