import { playIn } from './play.mjs'

playIn('WebKitGTK')
