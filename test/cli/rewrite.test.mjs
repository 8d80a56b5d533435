// hx-ws in pages and templates: what it becomes, to the byte.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rewritten } from './rewritten.mjs'

/**
 * @param {string} title
 * @param {[before: string, after: string, name?: string][]} cases
 */
function becomes(title, cases) {
  test(title, () => {
    for (const [before, after, name] of cases) {
      const found = rewritten(before, name)
      assert.equal(found.text, after)
      assert.deepEqual(found.left, [], before)
      assert.deepEqual(rewritten(after, name), { text: after, left: [] }, 'the second time')
    }
  })
}

/** @param {string} title @param {[text: string, name?: string][]} cases */
function isLeft(title, cases) {
  test(title, () => {
    for (const [text, name] of cases) assert.equal(rewritten(text, name).text, text, text)
  })
}

becomes('the three forms', [
  ['<div hx-ws="connect:/chat">', '<div hx-ext="ws" ws-connect="/chat">'],
  ['<form hx-ws="send">', '<form ws-send>'],
  ['<form hx-ws="connect:/a send">', '<form hx-ext="ws" ws-connect="/a" ws-send>'],
  ['<form hx-ws="send,connect:/a">', '<form hx-ext="ws" ws-connect="/a" ws-send>'],
  ['<form hx-ws=" connect:/a?x=1,2 ,\n send\n">', '<form hx-ext="ws" ws-connect="/a?x=1,2" ws-send>'],
  ['<form data-hx-ws="connect:/a send">', '<form data-hx-ext="ws" data-ws-connect="/a" data-ws-send>']
])

becomes('every form of URL that htmx 1 took', [
  ['<p hx-ws="connect:ws:/a">', '<p hx-ext="ws" ws-connect="ws:/a">'],
  ['<p hx-ws="connect:wss://h:1/a?b=c&amp;d">', '<p hx-ext="ws" ws-connect="wss://h:1/a?b=c&amp;d">'],
  ['<p hx-ws="connect:/a connect:/b">', '<p hx-ext="ws" ws-connect="/a">']
])

becomes('as it was written: quotes, letters, spaces, lines', [
  ["<p hx-ws='connect:/a'>", "<p hx-ext='ws' ws-connect='/a'>"],
  ['<p hx-ws=connect:/a>', '<p hx-ext=ws ws-connect=/a>'],
  ['<p hx-ws=connect:/a,send>', '<p hx-ext=ws ws-connect=/a ws-send>'],
  ['<P HX-WS = "connect:/a" >', '<P hx-ext="ws" ws-connect = "/a" >'],
  ['<p\r\n\thx-ws\r\n=\r\n"send"\r\n>', '<p\r\n\tws-send\r\n>']
])

becomes('a sender keeps apart from what follows', [
  ['<p hx-ws="send"class=x>', '<p ws-send=""class=x>'],
  ['<p hx-ws="send" =x>', '<p ws-send="" =x>'],
  ['<br hx-ws="send"/>', '<br ws-send/>'],
  ['<p hx-ws="connect:/a send"id=x>', '<p hx-ext="ws" ws-connect="/a" ws-send=""id=x>'],
  ['<p hx-ws="send"{{ more }}>', '<p ws-send=""{{ more }}>']
])

becomes('hx-ext, where it is and where it is not', [
  ['<body hx-ext="ws"><p hx-ws="connect:/a">', '<body hx-ext="ws"><p ws-connect="/a">'],
  ['<p hx-ws="connect:/a" hx-ext="ws">', '<p ws-connect="/a" hx-ext="ws">'],
  ['<p hx-ws="connect:/a" hx-ext="a, b ">', '<p ws-connect="/a" hx-ext="a, b,ws ">'],
  ['<p hx-ext="a," hx-ws="connect:/a">', '<p hx-ext="a,ws" ws-connect="/a">'],
  ['<p hx-ext="" hx-ws="connect:/a">', '<p hx-ext="ws" ws-connect="/a">'],
  ['<p hx-ext hx-ws="connect:/a">', '<p hx-ext="ws" ws-connect="/a">'],
  ['<p hx-ext=a hx-ws="connect:/a">', '<p hx-ext=a,ws ws-connect="/a">'],
  ['<p data-hx-ext="ws" hx-ws="connect:/a">', '<p data-hx-ext="ws" ws-connect="/a">'],
  // htmx takes spaces out and knows no extension "aws"
  ['<p hx-ext="a ws" hx-ws="connect:/a">', '<p hx-ext="a ws,ws" ws-connect="/a">'],
  ['<div hx-ext="ws"></div><p hx-ws="connect:/a">', '<div hx-ext="ws"></div><p hx-ext="ws" ws-connect="/a">'],
  ['<br hx-ext="ws"><p hx-ws="connect:/a">', '<br hx-ext="ws"><p hx-ext="ws" ws-connect="/a">'],
  ['<li hx-ext="ws">a<li hx-ws="connect:/a">', '<li hx-ext="ws">a<li hx-ext="ws" ws-connect="/a">'],
  ['<p hx-ext="ws"><b></i><i hx-ws="connect:/a">', '<p hx-ext="ws"><b></i><i ws-connect="/a">'],
  [
    '<main hx-ext="ws"><p hx-ext="ignore:ws"><b hx-ws="connect:/a">',
    '<main hx-ext="ws"><p hx-ext="ignore:ws"><b hx-ext="ws" ws-connect="/a">'
  ],
  ['<main hx-ext="{{ x }}"><b hx-ws="connect:/a">', '<main hx-ext="{{ x }}"><b hx-ext="ws" ws-connect="/a">']
])

/** @type {[string, string][]} URLs in the words of a language, and the name of a file in it */
const urls = [
  ['{{ url_for("chat", room="a>b") }}', 'a.jinja'],
  ["{% url 'chat' room %}?x={{ y }}", 'a.html'],
  ['{% if a %}/a{% else %}/b{% endif %}', 'a.twig'],
  ['{{ path("chat", {"a": 1}) }}', 'a.html.twig'],
  ['/rooms/{{ room.id }}', 'a.liquid'],
  ['{{{url "chat" >}}}', 'a.hbs'],
  ['{{ if gt .A 1 }}{{ .Url "x" }}{{ end }}', 'a.gohtml'],
  ['<%= url("chat", a: 1 > 0) %>', 'a.html.erb'],
  ['<%- url["chat"] -%>', 'a.ejs'],
  ['<?php echo url("chat"); ?>', 'a.php'],
  ['<?= $a->url("chat") ?>/x', 'a.php'],
  ["{{ route('chat', ['id' => 1]) }}", 'a.blade.php'],
  ['{!! $url !!}', 'a.blade.php'],
  ['@Url.Action("Chat", new { id = 1 })', 'a.cshtml'],
  ['$'.concat('{url["chat"]}'), 'a.jsp'],
  ['<#if a>/a</#if>', 'a.ftl'],
  ['{url("chat")}', 'a.svelte'],
  ['<%= @url %>', 'a.eex']
]

becomes('a URL made by a template', [
  ...urls.map(
    ([url, name]) =>
      /** @type {[string, string, string]} */ ([
        `<div class="a" hx-ws="connect:${url}" id=b>`,
        `<div class="a" hx-ext="ws" ws-connect="${url}" id=b>`,
        name
      ])
  ),
  ['<p hx-ws=connect:{{ url | f("a b") }}>', '<p hx-ext=ws ws-connect={{ url | f("a b") }}>'],
  ['<p hx-ws="connect:{{ url }} send">', '<p hx-ext="ws" ws-connect="{{ url }}" ws-send>']
])

becomes('templating around attributes and tags', [
  ['<p {% if a > b %}hx-ws="send"{% endif %}>', '<p {% if a > b %}ws-send=""{% endif %}>'],
  ['<p {{#if a}}hx-ws="send" {{/if}}>', '<p {{#if a}}ws-send {{/if}}>', 'a.hbs'],
  ['<p {{if gt .A 1}}hx-ws="send"{{end}}>', '<p {{if gt .A 1}}ws-send=""{{end}}>', 'a.tmpl'],
  ['<p <% if a > 1 %> hx-ws="send" <% end %>>', '<p <% if a > 1 %> ws-send <% end %>>', 'a.erb'],
  ['<p @if ($a > 1) hx-ws="send" @endif>', '<p @if ($a > 1) ws-send @endif>', 'a.blade.php'],
  ['<p title="<?php echo "a>b" ?>" hx-ws="send">', '<p title="<?php echo "a>b" ?>" ws-send>', 'a.php'],
  ['<p class={a > b ? "x" : `y`} hx-ws="send">', '<p class={a > b ? "x" : `y`} ws-send="">', 'a.jsx'],
  ['<p style={{ a: 1 }} hx-ws="connect:/a">', '<p style={{ a: 1 }} hx-ext="ws" ws-connect="/a">', 'a.tsx'],
  ['{#if a}<p hx-ws="send">{:else}{#key b}', '{#if a}<p ws-send>{:else}{#key b}', 'a.svelte'],
  ['<p :a="b > c" @click="d > e" hx-ws="send">', '<p :a="b > c" @click="d > e" ws-send>', 'a.vue'],
  ['<p hx-ws="send" />', '<p ws-send="" />', 'a.xhtml'],
  ['{{ a<b }}<p hx-ws="send">', '{{ a<b }}<p ws-send>'],
  ['{{ open\n<p hx-ws="send">\n}} ', '{{ open\n<p ws-send>\n}} '],
  [
    '<p {% if a %}hx-ws="connect:/a"{% else %}hx-ws="connect:/b"{% endif %}>',
    '<p {% if a %}hx-ext="ws" ws-connect="/a"{% else %}hx-ext="ws" ws-connect="/b"{% endif %}>'
  ]
])

becomes('what confuses a careless reader', [
  ['<p title="<p hx-no=\'>" hx-ws="send">', '<p title="<p hx-no=\'>" ws-send>'],
  ['<!--><p hx-ws="send">-->', '<!--><p ws-send>-->'],
  ['<!-- a --!><p hx-ws="send">', '<!-- a --!><p ws-send>'],
  ['<!doctype html "a"><p hx-ws="send">', '<!doctype html "a"><p ws-send>'],
  ['a < b <3 </> </ b> <p hx-ws="send">', 'a < b <3 </> </ b> <p ws-send>'],
  ['<?a><p hx-ws="send">', '<?a><p ws-send>'],
  ['<![CDATA[ > <p hx-ws="send">]]>', '<![CDATA[ > <p ws-send>]]>'],
  ['<style>a</styl></style><p hx-ws="send">', '<style>a</styl></style><p ws-send>'],
  ['<script>"<!--";"</script><p hx-ws="send">', '<script>"<!--";"</script><p ws-send>'],
  ['<svg><style/><a hx-ws="send">', '<svg><style/><a ws-send>'],
  ['<p a="x"hx-ws="send"/b>', '<p a="x"ws-send/b>'],
  ['<p =a hx-ws="send">', '<p =a ws-send>'],
  ['<p hx-ws-x="send" x-hx-ws="send" hx-ws="send">', '<p hx-ws-x="send" x-hx-ws="send" ws-send>'],
  // as a program reads them that takes each byte for a letter
  [
    '<p caf\xe9=\xa0x hx-ws="connect:/\xff\xa0\x85,send">',
    '<p caf\xe9=\xa0x hx-ext="ws" ws-connect="/\xff\xa0\x85" ws-send>'
  ]
])

isLeft('comments, and what is text', [
  ['<!-- <p hx-ws="send"> -->'],
  ['<!-- <!-- --!x <p hx-ws="send">'],
  ['{# <p hx-ws="send"> #}'],
  ['{% comment %}<p hx-ws="send">{% endcomment %}'],
  ['{{!-- {{x}} <p hx-ws="send">\n<b> --}}'],
  ['{{-- <p hx-ws="send">\n<b> --}}', 'a.blade.php'],
  ['{{/* <p hx-ws="send">\n<b> */}}', 'a.gohtml'],
  ['<%-- <p hx-ws="send"> --%>', 'a.jsp'],
  ['<#-- <p hx-ws="send"> -->', 'a.ftl'],
  ['<?php echo \'<p hx-ws="send">\';', 'a.php'],
  ['<script>x = `<p hx-ws="send">`</script>'],
  ['<script><!--<script></script><p hx-ws="send">--></script>'],
  ['<style>/* <p hx-ws="send"> */</style>'],
  ['<textarea><p hx-ws="send"></text></textarea>'],
  ['<title><p hx-ws="send"></title>'],
  ['<pre>&lt;p hx-ws="send"&gt;</pre>'],
  ['<p title=\'<p hx-ws="send">\'>'],
  ['{/* <p hx-ws="send"> */}', 'a.jsx'],
  ['  // <p hx-ws="send">', 'a.jsx'],
  ['<svg><![CDATA[<p hx-ws="send">]]></svg>'],
  ['<p hx-ws="send'],
  ['<p hx-ws="send">', 'a.pug']
])

/** @type {[text: string, left: string[], name?: string][]} */
const reports = [
  ['\n<p hx-ws="{{ x }}">', ['2:4 a value of hx-ws that only a running program knows']],
  ['<p hx-ws="{% if a %}send{% endif %}">', ['1:4 a value of hx-ws that only a running program knows']],
  ['<p hx-ws="connect:/a{% if b %} send{% endif %}">', ['1:4 a value of hx-ws that only a running program knows']],
  ['<p hx-ws="connect:/a{% if b %},send{% endif %}">', ['1:4 a value of hx-ws that only a running program knows']],
  ['<p hx-ws="connect&colon;/a">', ['1:4 a value of hx-ws that only a running program knows']],
  ['<p hx-ws="connect:/a&#32;send">', ['1:4 a value of hx-ws that only a running program knows']],
  ['<p hx-ws={url}>', ['1:4 a value of hx-ws that only a running program knows'], 'a.jsx'],
  ['<p hx-ws=connect:"/a">', ['1:4 a value of hx-ws that only a running program knows']],
  ['<p hx-ws>', ['1:4 hx-ws says neither "connect:<url>" nor "send"']],
  ['<p hx-ws="Send">', ['1:4 hx-ws says neither "connect:<url>" nor "send"']],
  ['<p ws-send hx-ws="connect:/a">', ['1:12 hx-ws beside ws-connect or ws-send']],
  ['<p hx-ws="send" hx-ws="connect:/a">', ['1:17 a second hx-ws on the element: only one is read']],
  ['<p data-hx-ws="send" hx-ws="connect:/a">', ['1:22 a second hx-ws on the element: only one is read']],
  ['<p :hx-ws="a">', ['1:5 hx-ws in a tag, and no attribute that can be read'], 'a.vue'],
  ['<p {{ x }}hx-ws="send">', ['1:11 hx-ws in a tag, and no attribute that can be read']],
  ['<p hx-ws{{ x }}="send">', ['1:4 hx-ws in a tag, and no attribute that can be read']],
  ['<p HX-WS="send">', ['1:4 hx-ws in a tag, and no attribute that can be read'], 'a.xhtml'],
  ['<{{ tag }} hx-ws="send">', ['1:12 hx-ws in text that may be a tag']],
  ['\r\n<script>\rx.setAttribute("hx-ws", y)</script>', ['3:17 hx-ws in a script']],
  ['<style>[hx-ws] {}</style>', ['1:9 hx-ws in a style sheet']],
  ['<p onclick="this.closest(\'[hx-ws]\')">', ['1:28 hx-ws in a tag, and no attribute that can be read']],
  ['x.setAttribute("hx-ws", y)', ['1:17 hx-ws in text that may be a tag'], 'a.tsx'],
  ['\xef\xbb\xbf\xc3\xa9 <b hx-ws', ['1:6 hx-ws in a tag that does not end']],
  ['%form{"hx-ws" => "send"}', ['1:8 hx-ws in what is no HTML'], 'a.haml'],
  ['{{ "<p hx-ws=\'send\'>" }}', ['1:8 hx-ws in templating']],
  ['form(a hx-ws="send")', ['1:8 hx-ws in what is no HTML'], 'a.pug'],
  ['closest("[data-hx-ws^=connect]")', ['1:11 hx-ws in what is no HTML'], 'a.js'],
  ["// Before, hx-ws did it.\nx = 'That is hx-ws.'", [], 'a.ts'],
  ['Write hx-ws, as ever.', []],
  ['&lt;p hx-ws="send">', []]
]

test('what only its author can change is told with its place, and stays', () => {
  for (const [text, left, name] of reports) assert.deepEqual(rewritten(text, name), { text, left }, text)
})

test('what is changed and yet needs its author', () => {
  assert.deepEqual(rewritten('<p hx-ext="ignore:ws" hx-ws="connect:/a">'), {
    text: '<p hx-ext="ignore:ws" ws-connect="/a">',
    left: ['1:4 hx-ext="ignore:ws" turns off what hx-ws was changed into']
  })
  assert.deepEqual(rewritten('<p hx-ext={x} hx-ws="connect:/a">', 'a.jsx'), {
    text: '<p hx-ext={x} ws-connect="/a">',
    left: ['1:4 the element gets ws-connect, and its hx-ext is an expression']
  })
})

test('files of nothing but beginnings', () => {
  const pieces = [
    '{{',
    '{%',
    '<%',
    '{#',
    '<!--',
    '<a "',
    '<a b={',
    '<a b="{{',
    '$'.concat('{'),
    '<script>',
    '@a(',
    '/*',
    '<?',
    '</'
  ]
  for (const piece of pieces) {
    for (const name of ['a.html', 'a.jsx', 'a.blade.php', 'a.svelte']) {
      const text = `<p hx-ws="send">${piece.repeat(300)}<p hx-ws="send"`
      assert.equal(
        rewritten(text, name).text,
        text.replace('hx-ws="send"', 'ws-send'.concat(name === 'a.jsx' ? '=""' : ''))
      )
    }
  }
})
