import { playIn } from './play.mjs'

playIn('Chromium')
