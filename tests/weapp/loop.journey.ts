import { tellLoop } from '../journeys/loop'
import { journey } from '../journeys/road'

journey('from a bound card to a code in the wallet', { platform: 'weapp' }, tellLoop)
