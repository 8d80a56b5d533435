import { playIn } from './play.mjs'

playIn('Firefox')
