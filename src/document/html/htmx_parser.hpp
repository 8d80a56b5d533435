// A response as htmx 2.0.11 parses it (its makeFragment): whole pages, bodies and anything else.
#pragma once

#include <pugixml.hpp>
#include <string_view>

namespace hxws {

// Appends to `parent` what htmx would swap: without head, and without a title at the top.
void parse_as_htmx(std::string_view html, pugi::xml_node parent);

}  // namespace hxws
