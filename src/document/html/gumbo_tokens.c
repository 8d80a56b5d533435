/* gumbo's tokenizer, with the one thing put right that pages have: after an attribute that is there twice, the next
   one's name would begin with that name. gumbo keeps its functions to its file, so this file takes that in whole; what
   it reports of errors is wanted by nobody, and so serves as the place to step in. */
#include "error.h"
#include "parser.h"
#include "tokenizer.h"

static GumboError* note_error(GumboParser* parser, const char* reporter);

#define gumbo_add_error(parser) note_error(parser, __func__)
/* Of an attribute's empty text it looks at the byte before, which is there, by an offset of -1 that has no sign. */
#pragma clang attribute push(__attribute__((no_sanitize("pointer-overflow"))), apply_to = function)
#include "tokenizer.c"
#pragma clang attribute pop

static GumboError* note_error(GumboParser* parser, const char* reporter) {
  if (strcmp(reporter, "add_duplicate_attr_error") == 0) reinitialize_tag_buffer(parser);
  return NULL;
}
