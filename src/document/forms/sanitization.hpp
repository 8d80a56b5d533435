// WHATWG HTML, section 4.10.5.1: the value sanitization algorithms of the types of input.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace hxws {

// What becomes of a text as the value of an input whose value is its own (has_value_of_its_own).
std::string sanitized(pugi::xml_node input, std::string_view text);

// Without line feeds and carriage returns.
std::string without_newlines(std::string_view text);

// Without white space at both ends.
std::string_view stripped(std::string_view text);

// Infra, section 4.7 "normalize newlines": each of CRLF and CR becomes LF.
std::string with_normalized_newlines(std::string_view text);

}  // namespace hxws
