/* HTML parsed by gumbo, which follows the HTML standard of 2015, brought up to what browsers do today. */
#ifndef HXWS_DOCUMENT_GUMBO_TREE_H
#define HXWS_DOCUMENT_GUMBO_TREE_H

#include <gumbo.h>
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The document's node. All is in memory that `allocate` gave, and parts point into the text: there is nothing to free
   but that memory. `allocate` must not return null. `scripting` is the HTML standard's flag: what stands in a noscript
   is text then. */
const GumboNode* hxws_gumbo_parse(const char* text, size_t size, bool scripting, void* (*allocate)(void*, size_t),
                                  void* memory);

/* The name in an element's tag as it stands in the source; empty where the parser has made the element. */
GumboStringPiece hxws_gumbo_source_name(const GumboElement* element);

/* How long the target of a processing instruction is, whose source begins with "<?"; 0 where it is a comment. */
size_t hxws_gumbo_instruction_target(GumboStringPiece source);

#ifdef __cplusplus
}
#endif

#endif
