// WHATWG HTML, sections 4.10.2 (categories of elements), 4.10.18.3 (form owners) and 4.10.18.5 (disabled controls).
#pragma once

#include <pugixml.hpp>
#include <vector>

namespace hxws {

// Button, fieldset, input, object, output, select and textarea.
bool is_listed(pugi::xml_node element);

// A control that submits its form when it is clicked.
bool is_submit_button(pugi::xml_node element);

// The form that a listed element or an option belongs to, by its form attribute or its nearest ancestor; empty where
// there is none. A form that a parser associated with what stands outside of it is not known.
pugi::xml_node form_owner(pugi::xml_node element);

// The listed elements of a form, in tree order.
std::vector<pugi::xml_node> listed_elements(pugi::xml_node form);

// HTMLFormElement.elements: the listed elements but image buttons.
std::vector<pugi::xml_node> form_elements(pugi::xml_node form);

// Section 4.10.22.2: the first submit button in tree order; empty where there is none.
pugi::xml_node default_button(pugi::xml_node form);

// Whether the element can be disabled: :disabled or :enabled matches it.
bool can_be_disabled(pugi::xml_node element);

// Whether it is: by its own attribute or a fieldset around it; an option, too, by its optgroup or select, as Chromium
// has it.
bool is_disabled(pugi::xml_node element);

// Whether an option is disabled by itself or its optgroup, whatever its select is.
bool is_disabled_option(pugi::xml_node option);

// The nearest ancestor of that name; empty where there is none.
pugi::xml_node nearest_ancestor(pugi::xml_node element, const char* name);

}  // namespace hxws
