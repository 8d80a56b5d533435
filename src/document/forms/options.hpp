// WHATWG HTML, sections 4.10.7 and 4.10.10: a select's options and which of them are selected.
#pragma once

#include <cstddef>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "document/forms/controls.hpp"

namespace hxws {

// A select's list of options, in tree order.
std::vector<pugi::xml_node> options_of(pugi::xml_node select);

// The select that the option belongs to; empty where there is none.
pugi::xml_node select_of(pugi::xml_node option);

// Those of its options that are selected, in tree order.
std::vector<pugi::xml_node> selected_options(pugi::xml_node select);

bool is_selected(pugi::xml_node option);

// The option's text, white space stripped and collapsed.
std::string option_text(pugi::xml_node option);

std::string option_value(pugi::xml_node option);

// Its label attribute or, without one that says something, its text.
std::string option_label(pugi::xml_node option);

// The option that says that a user has to select one: its value is empty. In Chromium no group or line may stand before
// it. Empty where there is none.
pugi::xml_node placeholder_option(pugi::xml_node select);

// Selects, as a user does, the options with these values or labels and no others. `missing`, where the change is
// refused for one of them, is its index.
Change choose(pugi::xml_node select, const std::vector<std::string_view>& wanted, std::size_t& missing);

}  // namespace hxws
