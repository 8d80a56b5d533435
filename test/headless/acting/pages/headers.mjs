// HEADERS, of which every byte and the order count.

/** @typedef {import('../play.d.ts').ActingPage} ActingPage */

/**
 * @param {string} name
 * @param {string} body with something #go, or "#go" stands for what is clicked
 * @param {Partial<ActingPage>} [more]
 * @returns {ActingPage}
 */
const page = (name, body, more) => ({ name, body, acts: [['click', '#go']], ...more })

/** @type {ActingPage[]} */
export const headerPages = [
  page('an id and a name', '<button id="go" name="n" ws-send>Go</button>'),
  page('no id', '<button class="go" ws-send>Go</button>', { acts: [['click', '.go']] }),
  page('an empty id', '<button id="" class="go" data-id="d" ws-send>Go</button>', { acts: [['click', '.go']] }),
  page('a data-id', '<button class="go" data-id="d" ws-send>Go</button>', { acts: [['click', '.go']] }),
  ...[
    '#t',
    'this',
    'closest div',
    'closest .none',
    'find i',
    'find .none',
    'next p',
    'next',
    'previous p',
    'previous',
    '#none',
    'body',
    'document',
    'window',
    'p',
    'unset',
    '<#t/>',
    'global #t',
    '.noid'
  ].map((target) =>
    page(
      `hx-target="${target}"`,
      `<p id="p1">x</p><div id="d"><p id="t">x</p><button id="go" ws-send hx-target="${target}">Go<i id="i">x</i></button><p id="n">x</p></div><p class="noid">x</p>`
    )
  ),
  page(
    'an hx-target that is inherited',
    '<div id="d" hx-target="this"><div id="e"><button id="go" ws-send>Go</button></div></div>'
  ),
  page(
    'an inherited relative hx-target',
    '<div hx-target="find i"><i id="outer">x</i><button id="go" ws-send>Go<i id="inner">x</i></button></div>'
  ),
  page(
    'an hx-target that is not inherited',
    '<div id="d" hx-target="#x" hx-disinherit="hx-target"><button id="go" ws-send>Go</button></div><p id="x">x</p>'
  ),
  page('an hx-target that can not be read', '<button id="go" ws-send hx-target="!">Go</button>', { errors: [/!/] }),
  page(
    'hx-headers',
    '<button id="go" ws-send hx-headers=\'{"X-A": "1", "HX-Trigger": "mine", "HX-Trigger-Name": "mine", "X-B": {"c": [2]}}\'>Go</button>'
  ),
  page(
    'hx-headers of ancestors',
    '<div hx-headers=\'"X-A": 1, "X-B": 1\'><div hx-headers=\'{"X-B": 2}\'><button id="go" ws-send>Go</button></div></div>'
  ),
  page(
    'hx-headers unset',
    '<div hx-headers=\'"X-A": 1\'><div hx-headers="unset"><button id="go" ws-send hx-headers=\'{"X-B": 2}\'>Go</button></div></div>'
  ),
  page('hx-headers that are no JSON', '<button id="go" ws-send hx-headers="nonsense">Go</button>', {
    errors: [/hx-headers/]
  }),
  ...[
    '<form id="f" ws-send><button id="go">Go</button></form>',
    '<form id="f" ws-send method="DIALOG"><button id="go">Go</button></form>',
    '<form id="f" ws-send hx-post="/x"><button id="go">Go</button></form>',
    '<form id="f" ws-send hx-boost="false"><button id="go">Go</button></form>',
    '<button id="go" ws-send>Go</button>',
    '<a id="go" ws-send>Go</a>',
    '<a id="go" href="/y" ws-send>Go</a>',
    '<a id="go" href="http://page.test:81/y" ws-send>Go</a>',
    '<a id="go" href="http://other.test/y" ws-send>Go</a>',
    '<a id="go" href="#y" ws-send>Go</a>',
    '<a id="go" href="" ws-send>Go</a>',
    '<a id="go" href="y#z" ws-send>Go</a>',
    '<a id="go" href="mailto:a@b.c" ws-send>Go</a>',
    '<a id="go" href="/y" target="_blank" ws-send>Go</a>',
    '<a id="go" href="/y" target="_self" hx-target="#go" ws-send>Go</a>'
  ].map((sender) => page(`boosted: ${sender}`, `<div id="d" hx-boost="true">${sender}</div>`)),
  page('boosted by itself', '<form hx-boost="true" ws-send id="f"><button id="go">Go</button></form>'),
  page(
    'not boosted by inheritance',
    '<div hx-boost="true"><form ws-send id="f"><button id="go">Go</button></form></div>',
    {
      head: '<meta name="htmx-config" content=\'{"disableInheritance": true}\'>'
    }
  ),
  page(
    'hx-headers that make it null',
    '<form ws-send hx-headers=\'{"HX-Target": null, "HX-Boosted": "x"}\' hx-target="#none"><button id="go">Go</button></form>'
  )
]
