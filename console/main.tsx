import { createRoot } from 'react-dom/client'
import { App } from './App'
import './console.css'

const place = document.getElementById('console')
if (!place) throw new Error('the page has no place for the console')
createRoot(place).render(<App />)
