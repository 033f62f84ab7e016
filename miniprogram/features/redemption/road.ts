import { server } from '../../session/server'
import { newKey, now, wait } from '../../wechat/chance'
import { storage } from '../../wechat/storage'
import { redemptionRoad } from './redeem'

export const road = redemptionRoad(server, { storage, newKey, now, wait })
