import { Column, Entity, Index, PrimaryColumn } from 'typeorm'

/** A card that a cardholder has or had bound: never deleted, so that a late refund finds whose purchase it takes back. */
@Entity('card')
@Index('card_of_cardholder', ['cardholder_id', 'card_token'], { unique: true })
@Index('card_token', ['programme_id', 'card_token'])
@Index('card_tail', ['programme_id', 'last4', 'card_id'])
export class CardRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) cardholder_id!: string
  @PrimaryColumn({ type: 'varchar', length: 26 }) card_id!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  @Column({ type: 'varchar', length: 64 }) card_token!: string
  @Column({ type: 'varchar', length: 4 }) last4!: string
  @Column({ type: 'varchar', length: 32 }) product!: string
  /** 1 or 0; at most one bound card of a cardholder has 1. */
  @Column({ type: 'int' }) is_default!: number
  @Column({ type: 'datetime', precision: 3 }) bound_at!: Date | string
  /** Null while the card is bound. */
  @Column({ type: 'datetime', precision: 3, nullable: true }) unbound_at!: Date | string | null
  /** Of the phone that got the one-time password, so that all messages to one phone are counted together; not found by it. */
  @Column({ type: 'varchar', length: 64, nullable: true }) phone_fingerprint!: string | null
}

/** Who has a card bound now. The key is what makes two owners of one card impossible. */
@Entity('card_owner')
export class CardOwnerRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) programme_id!: string
  @PrimaryColumn({ type: 'varchar', length: 64 }) card_token!: string
  @Column({ type: 'varchar', length: 26 }) cardholder_id!: string
  @Column({ type: 'varchar', length: 26 }) card_id!: string
}

/**
 * A one-time password that the bank sent for a cardholder; only that cardholder may confirm it. Or one that was never sent,
 * where the bank knows no such card and the cardholder is not to learn that.
 */
@Entity('card_challenge')
@Index('card_challenge_expiry', ['expires_at'])
export class CardChallengeRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) cardholder_id!: string
  @PrimaryColumn({ type: 'varchar', length: 64 }) challenge_id!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  @Column({ type: 'varchar', length: 4 }) last4!: string
  @Column({ type: 'varchar', length: 64 }) phone_fingerprint!: string
  @Column({ type: 'varchar', length: 64 }) card_fingerprint!: string
  @Column({ type: 'datetime', precision: 3 }) expires_at!: Date | string
  /** This and what follows are null until the bank confirms. */
  @Column({ type: 'varchar', length: 64, nullable: true }) otp_fingerprint!: string | null
  @Column({ type: 'varchar', length: 64, nullable: true }) card_token!: string | null
  @Column({ type: 'varchar', length: 32, nullable: true }) product!: string | null
  /** 1 where the bank says that its holder is under age. */
  @Column({ type: 'int', nullable: true }) minor!: number | null
  /** In which it was asked for. */
  @Column({ type: 'varchar', length: 12, default: 'normal' }) lane!: string
  /** And from where. */
  @Column({ type: 'varchar', length: 16, default: 'unknown' }) region_kind!: string
  /** The bank's name for it; null where no message was sent. */
  @Column({ type: 'varchar', length: 64, nullable: true }) bank_challenge_id!: string | null
  /** 1 where the phone was not known to be the cardholder's own. */
  @Column({ type: 'int', default: 0 }) is_strangers!: number
  @Column({ type: 'int', default: 0 }) wrong_tries!: number
}
